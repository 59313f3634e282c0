-- What facilities say they used is what left them to be consumed; what was taken back came back.
SELECT SQL_BIG_RESULT document_id, lot_id, location_id, SUM(quantity) AS difference
FROM (
  SELECT k.consumption_id AS document_id, l.lot_id, k.facility_id AS location_id,
    IF(k.reverses_id IS NULL, l.quantity, -l.quantity) AS quantity
  FROM consumption k
  JOIN consumption_line l ON l.county_id = k.county_id AND l.consumption_id = k.consumption_id
  WHERE k.county_id = :county
  UNION ALL
  SELECT document_id, lot_id, from_location_id, -quantity
  FROM stock_movement WHERE county_id = :county AND to_location_id = -3
  UNION ALL
  SELECT document_id, lot_id, to_location_id, quantity
  FROM stock_movement WHERE county_id = :county AND from_location_id = -3
) AS side
GROUP BY document_id, lot_id, location_id
HAVING SUM(quantity) <> 0
