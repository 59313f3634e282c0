-- The versions of an item are numbered 1, 2, ... without a gap, and details belong to one of them.
SELECT 'item' AS noun, v.item_id AS id, MAX(v.version) AS version FROM item_version v
WHERE v.county_id = :county GROUP BY v.item_id
HAVING MIN(v.version) <> 1 OR MAX(v.version) <> COUNT(*)
UNION ALL
SELECT 'detail', d.item_id, d.version FROM item_detail_version d
LEFT JOIN item_version v ON v.county_id = d.county_id AND v.item_id = d.item_id
  AND v.version = d.version
WHERE d.county_id = :county AND v.version IS NULL
