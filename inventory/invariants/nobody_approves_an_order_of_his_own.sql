-- Who created an order, or changed it before, has not approved it.
SELECT a.order_id, a.version, a.actor
FROM purchase_order_step a
LEFT JOIN purchase_order_detail d ON d.county_id = a.county_id AND d.order_id = a.order_id
WHERE a.county_id = :county AND a.action = 'approve'
  AND (a.actor = d.created_by
    OR EXISTS (SELECT 1 FROM purchase_order_step m
               WHERE m.county_id = a.county_id AND m.order_id = a.order_id
                 AND m.version < a.version AND m.action IN ('create', 'change')
                 AND m.actor = a.actor))
