-- Of one facility and item, one entry at most holds on any day.
SELECT a.facility_id, a.item_id, a.effective_from FROM facility_formulary_entry a
JOIN facility_formulary_entry b ON b.county_id = a.county_id AND b.facility_id = a.facility_id
  AND b.item_id = a.item_id AND b.effective_from > a.effective_from
WHERE a.county_id = :county
  AND (a.effective_until IS NULL OR a.effective_until > b.effective_from)
