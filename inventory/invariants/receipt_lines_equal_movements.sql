-- What was accepted is what came into stock.
SELECT document_id, lot_id, SUM(quantity) AS difference
FROM (
  SELECT receipt_id AS document_id, lot_id, quantity FROM receipt_line WHERE county_id = :county
  UNION ALL
  SELECT document_id, lot_id, -quantity
  FROM stock_movement WHERE county_id = :county AND from_location_id = -2
) AS side
GROUP BY document_id, lot_id
HAVING SUM(quantity) <> 0
