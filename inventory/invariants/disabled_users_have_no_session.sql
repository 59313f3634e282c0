-- A session is of a user that is enabled.
SELECT s.user_id, s.started_at
FROM user_session s
LEFT JOIN user_account u ON u.county_id = s.county_id AND u.user_id = s.user_id
WHERE s.county_id = :county AND COALESCE(u.status, 'unknown') <> 'enabled'
