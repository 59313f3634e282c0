-- One candidate is a proposal of that item, several are ambiguous, none is unmapped.
SELECT m.release_id, m.row_no, m.state, m.item_id, COALESCE(c.items, 0) AS candidates
FROM release_mapping m
LEFT JOIN (SELECT release_id, row_no, COUNT(DISTINCT item_id) AS items, MAX(item_id) AS item_id
           FROM release_mapping_candidate WHERE county_id = :county
           GROUP BY release_id, row_no) AS c
  ON c.release_id = m.release_id AND c.row_no = m.row_no
WHERE m.county_id = :county
  AND ((m.state = 'proposed' AND (COALESCE(c.items, 0) <> 1 OR COALESCE(m.item_id, 0) <> c.item_id))
       OR (m.state = 'ambiguous' AND (COALESCE(c.items, 0) < 2 OR m.item_id IS NOT NULL))
       OR (m.state = 'unmapped' AND (c.items IS NOT NULL OR m.item_id IS NOT NULL)))
