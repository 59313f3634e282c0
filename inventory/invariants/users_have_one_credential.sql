-- A user has a credential, and credentials, sessions, tokens and known origins are of a user.
SELECT u.user_id, 'no credential' AS what
FROM user_account u
LEFT JOIN user_credential c ON c.county_id = u.county_id AND c.user_id = u.user_id
WHERE u.county_id = :county AND c.user_id IS NULL
UNION ALL
SELECT o.user_id, o.what
FROM (
  SELECT county_id, user_id, 'credential of nobody' AS what FROM user_credential
  UNION ALL SELECT county_id, user_id, 'session of nobody' FROM user_session
  UNION ALL SELECT county_id, user_id, 'token of nobody' FROM api_token
  UNION ALL SELECT county_id, user_id, 'origin of nobody' FROM known_origin) o
LEFT JOIN user_account u ON u.county_id = o.county_id AND u.user_id = o.user_id
WHERE o.county_id = :county AND u.user_id IS NULL
