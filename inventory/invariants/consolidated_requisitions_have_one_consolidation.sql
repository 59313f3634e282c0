-- A requisition is consolidated (or fulfilled) by exactly one consolidation that stands, and one that stands
-- has no other requisitions.
SELECT q.requisition_no, q.state, COUNT(c.consolidation_id) AS standing
FROM requisition q
LEFT JOIN consolidation_requisition r ON r.county_id = q.county_id AND r.requisition_id = q.requisition_id
LEFT JOIN consolidation c ON c.county_id = r.county_id AND c.consolidation_id = r.consolidation_id
  AND c.state = 'standing'
WHERE q.county_id = :county
GROUP BY q.requisition_no, q.state
HAVING COUNT(c.consolidation_id) <> CASE WHEN q.state IN ('consolidated', 'fulfilled') THEN 1 ELSE 0 END
