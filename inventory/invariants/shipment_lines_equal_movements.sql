-- What was shipped, or sent back, is what left the stock: to the facility of the shipment, to the
-- suppliers. (What leaves a facility for the place of what is consumed is in documents of its own.)
-- One group a line: SQL_BIG_RESULT sorts, which costs a fifth of keeping a table of the groups.
SELECT SQL_BIG_RESULT document_id, lot_id, location_id, SUM(quantity) AS difference
FROM (
  SELECT l.shipment_id AS document_id, l.lot_id, s.facility_id AS location_id, l.quantity
  FROM shipment s
  JOIN shipment_line l ON l.county_id = s.county_id AND l.shipment_id = s.shipment_id
  WHERE s.county_id = :county
  UNION ALL
  SELECT l.return_id, l.lot_id, -2, l.quantity
  FROM supplier_return t
  JOIN supplier_return_line l ON l.county_id = t.county_id AND l.return_id = t.return_id
  WHERE t.county_id = :county AND t.state <> 'created'
  UNION ALL
  SELECT document_id, lot_id, to_location_id, -quantity
  FROM stock_movement WHERE county_id = :county AND from_location_id > 0 AND to_location_id <> -3
) AS side
GROUP BY document_id, lot_id, location_id
HAVING SUM(quantity) <> 0
