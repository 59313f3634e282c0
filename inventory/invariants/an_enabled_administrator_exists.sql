-- Once a county has users, one of them can still give rights.
SELECT COUNT(*) AS users
FROM user_account u
WHERE u.county_id = :county
HAVING COUNT(*) > 0 AND NOT EXISTS (
  SELECT 1 FROM role_grant g
  JOIN user_account a ON a.county_id = g.county_id AND a.user_id = g.user_id
  WHERE g.county_id = :county AND g.role = 'administrator' AND g.facility_id = 0
    AND g.revoked_at IS NULL AND a.status = 'enabled')
