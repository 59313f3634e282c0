-- The role supplier is held by accounts linked to a supplier that exists, and these hold no other.
SELECT u.user_id, u.supplier_id, g.role
FROM user_account u
LEFT JOIN role_grant g ON g.county_id = u.county_id AND g.user_id = u.user_id AND g.revoked_at IS NULL
LEFT JOIN supplier s ON s.county_id = u.county_id AND s.supplier_id = u.supplier_id
WHERE u.county_id = :county
  AND ((u.supplier_id IS NULL AND g.role = 'supplier')
       OR (u.supplier_id IS NOT NULL AND (s.supplier_id IS NULL OR g.role <> 'supplier')))
