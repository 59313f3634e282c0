-- What the facilities have asked for in a period that consolidates requisitions is the sum of what it has
-- consolidated; equipment counts as regular.
SELECT cycle_id, item_id, kind, facility_id, SUM(quantity) AS difference
FROM (
  SELECT l.cycle_id, l.item_id, CONCAT(l.kind) AS kind, l.facility_id, l.quantity
  FROM requisition_line l
  WHERE l.county_id = :county
    AND EXISTS (SELECT 1 FROM consolidation c WHERE c.county_id = l.county_id AND c.cycle_id = l.cycle_id)
  UNION ALL
  SELECT c.cycle_id, i.item_id, CASE WHEN q.kind = 'emergency' THEN 'emergency' ELSE 'regular' END,
    q.facility_id, -COALESCE(i.approved_quantity, i.endorsed_quantity, i.requested_quantity)
  FROM consolidation c
  JOIN consolidation_requisition r ON r.county_id = c.county_id AND r.consolidation_id = c.consolidation_id
  JOIN requisition q ON q.county_id = r.county_id AND q.requisition_id = r.requisition_id
  JOIN requisition_item i ON i.county_id = q.county_id AND i.requisition_id = q.requisition_id
  WHERE c.county_id = :county AND c.state = 'standing'
) AS side
GROUP BY cycle_id, item_id, kind, facility_id
HAVING SUM(quantity) <> 0
