-- A registered shortage stands where its last step left it, and its steps are numbered without a gap.
SELECT c.case_no, c.version, c.state
FROM shortage_case c
LEFT JOIN shortage_case_step s ON s.county_id = c.county_id AND s.case_id = c.case_id
WHERE c.county_id = :county
GROUP BY c.county_id, c.case_id, c.case_no, c.version, c.state
HAVING COUNT(s.version) <> c.version OR COALESCE(MAX(s.version), 0) <> c.version
  OR SUM(CASE WHEN s.version = c.version AND s.state = c.state THEN 1 ELSE 0 END) <> 1
