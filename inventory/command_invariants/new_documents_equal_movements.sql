-- What the command's receipts, shipments and records of consumption say is what it moved.
SELECT SQL_BIG_RESULT document_id, lot_id, SUM(quantity) AS difference
FROM (
  SELECT receipt_id AS document_id, lot_id, quantity
  FROM receipt_line WHERE county_id = :county AND receipt_id >= :first_id
  UNION ALL
  SELECT shipment_id, lot_id, quantity
  FROM shipment_line WHERE county_id = :county AND shipment_id >= :first_id
  UNION ALL
  SELECT consumption_id, lot_id, quantity
  FROM consumption_line WHERE county_id = :county AND consumption_id >= :first_id
  UNION ALL
  SELECT document_id, lot_id, -quantity
  FROM stock_movement WHERE county_id = :county AND document_id >= :first_id
) AS side
GROUP BY document_id, lot_id
HAVING SUM(quantity) <> 0
