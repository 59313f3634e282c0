-- What was allocated was shipped, and of what was delivered directly what nobody had asked for.
-- One group a line: SQL_BIG_RESULT sorts, which costs a fifth of keeping a table of the groups.
SELECT SQL_BIG_RESULT cycle_id, facility_id, item_id, SUM(quantity) AS difference
FROM (
  SELECT a.cycle_id, a.facility_id, a.item_id, a.quantity
  FROM procurement_cycle c
  JOIN allocation a ON a.county_id = c.county_id AND a.cycle_id = c.cycle_id
  WHERE c.county_id = :county AND c.state IN ('trading', 'shipped', 'settled', 'closed')
  UNION ALL
  SELECT cycle_id, facility_id, item_id, quantity
  FROM shipment_surplus WHERE county_id = :county
  UNION ALL
  SELECT s.cycle_id, s.facility_id, l.item_id, -l.quantity
  FROM shipment s
  JOIN shipment_line l ON l.county_id = s.county_id AND l.shipment_id = s.shipment_id
  WHERE s.county_id = :county
) AS side
GROUP BY cycle_id, facility_id, item_id
HAVING SUM(quantity) <> 0
