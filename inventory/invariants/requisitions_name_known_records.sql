-- Facilities and items of requisitions and budgets are known.
SELECT q.requisition_no AS document, 'facility' AS what
FROM requisition q
LEFT JOIN facility f ON f.county_id = q.county_id AND f.facility_id = q.facility_id
LEFT JOIN facility r ON r.county_id = q.county_id AND r.facility_id = q.awaiting_facility_id
WHERE q.county_id = :county
  AND (f.facility_id IS NULL OR (q.awaiting_facility_id IS NOT NULL AND r.facility_id IS NULL))
UNION ALL
SELECT CAST(i.requisition_id AS CHAR), 'line'
FROM requisition_item i
LEFT JOIN requisition q ON q.county_id = i.county_id AND q.requisition_id = i.requisition_id
LEFT JOIN item t ON t.county_id = i.county_id AND t.item_id = i.item_id
WHERE i.county_id = :county AND (q.requisition_id IS NULL OR t.item_id IS NULL)
UNION ALL
SELECT b.code, 'budget'
FROM budget b
LEFT JOIN facility f ON f.county_id = b.county_id AND f.facility_id = b.facility_id
LEFT JOIN item t ON t.county_id = b.county_id AND t.item_id = b.item_id
WHERE b.county_id = :county
  AND (f.facility_id IS NULL OR (b.item_id IS NOT NULL AND t.item_id IS NULL))
