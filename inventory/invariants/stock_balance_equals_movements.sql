-- What a place holds of a lot is what came in less what went out.
-- One group a line: SQL_BIG_RESULT sorts, which costs a fifth of keeping a table of the groups.
SELECT SQL_BIG_RESULT location_id, lot_id, SUM(quantity) AS difference
FROM (
  SELECT to_location_id AS location_id, lot_id, quantity
  FROM stock_movement WHERE county_id = :county AND to_location_id > 0
  UNION ALL
  SELECT from_location_id, lot_id, -quantity
  FROM stock_movement WHERE county_id = :county AND from_location_id > 0
  UNION ALL
  SELECT location_id, lot_id, -quantity FROM stock_balance WHERE county_id = :county
) AS effect
GROUP BY location_id, lot_id
HAVING SUM(quantity) <> 0
