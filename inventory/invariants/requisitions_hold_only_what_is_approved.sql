-- A requisition holds budget from its approval until it is received or cancelled, and never less
-- than nothing.
SELECT m.budget_id, q.requisition_no, q.state,
       SUM(IF(m.action = 'commit', m.figure, -m.figure)) AS held
FROM budget_movement m
LEFT JOIN requisition q ON q.county_id = m.county_id AND q.requisition_id = m.document_id
WHERE m.county_id = :county
GROUP BY m.budget_id, m.document_id, q.requisition_no, q.state
HAVING q.requisition_no IS NULL OR held < 0
    OR (held > 0 AND q.state NOT IN ('approved', 'consolidated'))
