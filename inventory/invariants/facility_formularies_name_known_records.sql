-- A facility's formulary is of a facility and of items that are there; the centre has none.
SELECT e.facility_id, e.item_id, e.effective_from FROM facility_formulary_entry e
LEFT JOIN facility f ON f.county_id = e.county_id AND f.facility_id = e.facility_id
LEFT JOIN item i ON i.county_id = e.county_id AND i.item_id = e.item_id
WHERE e.county_id = :county
  AND (f.facility_id IS NULL OR i.item_id IS NULL OR f.kind = 'centre')
