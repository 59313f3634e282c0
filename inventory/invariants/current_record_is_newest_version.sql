-- What is valid now is the newest version that was recorded.
SELECT 'facility' AS noun, c.facility_id AS id, c.version FROM facility c
LEFT JOIN facility_version v ON v.county_id = c.county_id AND v.facility_id = c.facility_id
  AND v.version = c.version AND v.name = c.name AND v.kind = c.kind AND v.parent_id <=> c.parent_id
WHERE c.county_id = :county AND v.version IS NULL
UNION ALL
SELECT 'supplier', c.supplier_id, c.version FROM supplier c
LEFT JOIN supplier_version v ON v.county_id = c.county_id AND v.supplier_id = c.supplier_id
  AND v.version = c.version AND v.name = c.name
  AND v.licence_expires_on <=> c.licence_expires_on
WHERE c.county_id = :county AND v.version IS NULL
UNION ALL
SELECT 'item', c.item_id, c.version FROM item c
LEFT JOIN item_version v ON v.county_id = c.county_id AND v.item_id = c.item_id
  AND v.version = c.version AND v.pack_size = c.pack_size AND v.vat_rate = c.vat_rate
  AND v.list_price <=> c.list_price AND v.generic_name = c.generic_name
WHERE c.county_id = :county AND v.version IS NULL
