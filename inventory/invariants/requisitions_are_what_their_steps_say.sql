-- State and version of a requisition are those of its last step, its steps have no gap, and from the
-- approval on every line has its approved figure.
SELECT q.requisition_no, q.state, q.version
FROM requisition q
LEFT JOIN requisition_step s
  ON s.county_id = q.county_id AND s.requisition_id = q.requisition_id AND s.version = q.version
WHERE q.county_id = :county
  AND (s.version IS NULL OR s.state <> q.state
    OR q.version <> (SELECT COUNT(*) FROM requisition_step t
                     WHERE t.county_id = q.county_id AND t.requisition_id = q.requisition_id)
    OR (q.state IN ('approved', 'consolidated', 'fulfilled')
      AND EXISTS (SELECT 1 FROM requisition_item i
                  WHERE i.county_id = q.county_id AND i.requisition_id = q.requisition_id
                    AND i.approved_quantity IS NULL)))
