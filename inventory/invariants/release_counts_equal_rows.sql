-- A release has the rows that it says it has, numbered without gaps, and so many went into quarantine.
SELECT r.release_id, r.row_count, COALESCE(s.row_total, 0) AS row_total, COALESCE(s.newest, 0) AS newest,
       r.quarantined_rows, COALESCE(q.row_total, 0) AS quarantined
FROM catalogue_release r
LEFT JOIN (SELECT release_id, COUNT(*) AS row_total, MAX(row_no) AS newest
           FROM release_row WHERE county_id = :county GROUP BY release_id) AS s
  ON s.release_id = r.release_id
LEFT JOIN (SELECT release_id, COUNT(DISTINCT row_no) AS row_total
           FROM release_quarantine WHERE county_id = :county GROUP BY release_id) AS q
  ON q.release_id = r.release_id
WHERE r.county_id = :county
  AND (r.row_count <> COALESCE(s.row_total, 0) OR r.row_count <> COALESCE(s.newest, 0)
       OR r.quarantined_rows <> COALESCE(q.row_total, 0))
UNION ALL
SELECT s.release_id, 0, COUNT(*), MAX(s.row_no), 0, 0
FROM release_row s
LEFT JOIN catalogue_release r ON r.county_id = s.county_id AND r.release_id = s.release_id
WHERE s.county_id = :county AND r.release_id IS NULL
GROUP BY s.release_id
