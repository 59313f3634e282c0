SELECT s.user_id, s.started_at
FROM user_session s
JOIN user_account u ON u.county_id = s.county_id AND u.user_id = s.user_id
WHERE s.county_id = :county AND u.status <> 'enabled'
