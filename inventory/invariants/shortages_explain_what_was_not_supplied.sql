-- What a facility asked for and was not allocated is a shortage with a reason, to the unit.
-- One group a line: SQL_BIG_RESULT sorts, which costs a fifth of keeping a table of the groups.
SELECT SQL_BIG_RESULT cycle_id, facility_id, item_id, SUM(missing) AS difference
FROM (
  SELECT r.cycle_id, r.facility_id, r.item_id, r.quantity AS missing
  FROM procurement_cycle c
  JOIN requisition_line r ON r.county_id = c.county_id AND r.cycle_id = c.cycle_id
  WHERE c.county_id = :county AND c.state IN ('allocated', 'shipped', 'settled', 'closed')
  UNION ALL
  SELECT cycle_id, facility_id, item_id, -quantity FROM allocation WHERE county_id = :county
  UNION ALL
  SELECT cycle_id, facility_id, item_id, supplied - requested
  FROM shortage WHERE county_id = :county
) AS side
GROUP BY cycle_id, facility_id, item_id
HAVING SUM(missing) <> 0
