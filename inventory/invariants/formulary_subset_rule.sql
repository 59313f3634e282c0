-- village ⊆ township ⊆ county, for the whole time of an entry, unless the item was for the primary
-- level only when it entered.
SELECT f.tier, f.item_id, f.effective_from FROM formulary_entry f
JOIN item_version v ON v.county_id = f.county_id AND v.item_id = f.item_id
  AND v.effective_from <= f.effective_from AND NOT EXISTS (
    SELECT 1 FROM item_version w WHERE w.county_id = v.county_id AND w.item_id = v.item_id
      AND w.effective_from <= f.effective_from AND (w.effective_from > v.effective_from
        OR (w.effective_from = v.effective_from AND w.version > v.version)))
LEFT JOIN item_detail_version d ON d.county_id = v.county_id AND d.item_id = v.item_id
  AND d.version = v.version
WHERE f.county_id = :county AND f.tier <> 'county' AND COALESCE(d.primary_level_only, 0) = 0
  AND NOT EXISTS (
    SELECT 1 FROM formulary_entry h WHERE h.county_id = f.county_id AND h.item_id = f.item_id
      AND h.tier = CASE f.tier WHEN 'village' THEN 'township' ELSE 'county' END
      AND h.effective_from <= f.effective_from AND (h.effective_until IS NULL
        OR (f.effective_until IS NOT NULL AND f.effective_until <= h.effective_until)))
