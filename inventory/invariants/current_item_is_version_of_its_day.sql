-- Of the versions that begin on one day the last one recorded holds, so none after the current one
-- may begin on its day.
SELECT i.item_id, i.version, w.version AS overlooked FROM item i
JOIN item_version v ON v.county_id = i.county_id AND v.item_id = i.item_id
  AND v.version = i.version
JOIN item_version w ON w.county_id = v.county_id AND w.item_id = v.item_id
  AND w.effective_from = v.effective_from AND w.version > v.version
WHERE i.county_id = :county
