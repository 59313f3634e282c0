-- A licence ends no earlier than it begins, and one that renews another begins no earlier than that
-- one, is of its supplier and kind, and is the only one that stands for it.
SELECT 'dates' AS fault, licence_id FROM supplier_licence
WHERE county_id = :county AND expires_on < valid_from
UNION ALL
SELECT 'renewal', r.licence_id FROM supplier_licence r
LEFT JOIN supplier_licence l ON l.county_id = r.county_id AND l.licence_id = r.renews_licence_id
  AND l.supplier_id = r.supplier_id AND l.kind = r.kind AND l.valid_from <= r.valid_from
WHERE r.county_id = :county AND r.renews_licence_id IS NOT NULL AND l.licence_id IS NULL
UNION ALL
SELECT 'renewed twice', renews_licence_id FROM supplier_licence
WHERE county_id = :county AND renews_licence_id IS NOT NULL AND withdrawn_on IS NULL
GROUP BY renews_licence_id HAVING COUNT(*) > 1
