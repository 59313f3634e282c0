-- A mapping is confirmed or rejected exactly where a person decided, and as the newest decision says.
SELECT row_key.release_id, row_key.row_no, m.state, m.item_id, d.item_id AS decided_item_id
FROM (SELECT release_id, row_no FROM release_mapping
      WHERE county_id = :county AND state IN ('confirmed', 'rejected')
      UNION
      SELECT release_id, row_no FROM release_mapping_decision WHERE county_id = :county) AS row_key
LEFT JOIN release_mapping m
  ON m.county_id = :county AND m.release_id = row_key.release_id AND m.row_no = row_key.row_no
LEFT JOIN (SELECT release_id, row_no, MAX(decision_id) AS decision_id FROM release_mapping_decision
           WHERE county_id = :county GROUP BY release_id, row_no) AS newest
  ON newest.release_id = row_key.release_id AND newest.row_no = row_key.row_no
LEFT JOIN release_mapping_decision d
  ON d.county_id = :county AND d.release_id = newest.release_id AND d.row_no = newest.row_no
 AND d.decision_id = newest.decision_id
WHERE m.row_no IS NULL OR d.decision_id IS NULL
   OR COALESCE(m.item_id, 0) <> COALESCE(d.item_id, 0)
   OR m.state <> CASE WHEN d.item_id IS NULL THEN 'rejected' ELSE 'confirmed' END
