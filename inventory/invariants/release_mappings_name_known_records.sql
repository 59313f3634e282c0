-- A mapping is of a row that exists and is not in quarantine, and names an item that exists.
SELECT m.release_id, m.row_no, m.state, m.item_id
FROM release_mapping m
LEFT JOIN release_row s
  ON s.county_id = m.county_id AND s.release_id = m.release_id AND s.row_no = m.row_no
LEFT JOIN (SELECT DISTINCT release_id, row_no FROM release_quarantine
           WHERE county_id = :county AND lifted_on IS NULL) AS q
  ON q.release_id = m.release_id AND q.row_no = m.row_no
LEFT JOIN item i ON i.county_id = m.county_id AND i.item_id = m.item_id
WHERE m.county_id = :county
  AND (s.row_no IS NULL OR q.row_no IS NOT NULL OR (m.item_id IS NOT NULL AND i.item_id IS NULL))
UNION ALL
SELECT c.release_id, c.row_no, 'candidate', c.item_id
FROM release_mapping_candidate c
LEFT JOIN release_mapping m
  ON m.county_id = c.county_id AND m.release_id = c.release_id AND m.row_no = c.row_no
LEFT JOIN item i ON i.county_id = c.county_id AND i.item_id = c.item_id
WHERE c.county_id = :county AND (m.row_no IS NULL OR i.item_id IS NULL)
