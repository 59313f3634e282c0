-- What a facility asked for and was not allocated is a shortage with a reason, to the unit.
-- One group a line: SQL_BIG_RESULT sorts, which costs a fifth of keeping a table of the groups.
SELECT SQL_BIG_RESULT cycle_id, facility_id, item_id, SUM(missing) AS difference
FROM (
  SELECT r.cycle_id, r.facility_id, r.item_id, r.quantity AS missing
  FROM procurement_cycle c
  JOIN requisition_line r ON r.county_id = c.county_id AND r.cycle_id = c.cycle_id
  WHERE c.county_id = :county AND c.state IN ('allocated', 'shipped', 'settled', 'closed')
  UNION ALL
  SELECT a.cycle_id, a.facility_id, a.item_id, -a.quantity
  FROM procurement_cycle c
  JOIN allocation a ON a.county_id = c.county_id AND a.cycle_id = c.cycle_id
  WHERE c.county_id = :county AND c.state <> 'trading'
  UNION ALL
  SELECT s.cycle_id, s.facility_id, s.item_id, s.supplied - s.requested
  FROM procurement_cycle c
  JOIN shortage s ON s.county_id = c.county_id AND s.cycle_id = c.cycle_id
  WHERE c.county_id = :county AND c.state <> 'trading'
) AS side
GROUP BY cycle_id, facility_id, item_id
HAVING SUM(missing) <> 0
