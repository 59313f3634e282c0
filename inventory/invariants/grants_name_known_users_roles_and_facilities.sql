-- A grant is of a user, role and facility that exist; facility 0 is the whole county.
SELECT g.grant_id, g.user_id, g.role, g.facility_id
FROM role_grant g
LEFT JOIN user_account u ON u.county_id = g.county_id AND u.user_id = g.user_id
LEFT JOIN facility f ON f.county_id = g.county_id AND f.facility_id = g.facility_id
WHERE g.county_id = :county
  AND (u.user_id IS NULL OR (g.facility_id <> 0 AND f.facility_id IS NULL)
       OR g.role NOT IN ('administrator', 'purchasing_manager', 'bid_opener', 'requester', 'approver',
                         'receiver', 'inspector', 'picker', 'checker', 'payment_preparer',
                         'payment_approver', 'township_pharmacist', 'village_doctor', 'finance', 'supplier',
                         'government_inspector', 'industry_manager', 'group_supervisor',
                         'public_supervisor'))
