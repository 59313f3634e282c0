-- No receipt line is billed and returned for more than was accepted, and none for less than nothing.
SELECT side.receipt_id, side.item_id, side.lot_id, SUM(side.accepted) AS accepted,
       SUM(side.claimed) AS claimed, SUM(side.returned) AS returned
FROM (
  SELECT receipt_id, item_id, lot_id, quantity AS accepted, 0 AS claimed, 0 AS returned
  FROM receipt_line WHERE county_id = :county
  UNION ALL
  SELECT receipt_id, item_id, lot_id, 0, quantity, 0 FROM invoice_claim WHERE county_id = :county
  UNION ALL
  SELECT receipt_id, item_id, lot_id, 0, 0, quantity FROM receipt_return WHERE county_id = :county
) AS side
GROUP BY side.receipt_id, side.item_id, side.lot_id
HAVING SUM(side.claimed) + SUM(side.returned) > SUM(side.accepted) OR SUM(side.claimed) < 0
