-- A document that takes another back has its facility, its day and its lines, and takes back no other such one.
SELECT r.consumption_no, 'document' AS what
FROM consumption r
LEFT JOIN consumption k ON k.county_id = r.county_id AND k.consumption_id = r.reverses_id
  AND k.facility_id = r.facility_id AND k.used_on = r.used_on AND k.reverses_id IS NULL
WHERE r.county_id = :county AND r.reverses_id IS NOT NULL AND k.consumption_id IS NULL
UNION ALL
SELECT r.consumption_no, 'line'
FROM consumption r
JOIN consumption_line l ON l.county_id = r.county_id
  AND l.consumption_id IN (r.consumption_id, r.reverses_id)
WHERE r.county_id = :county AND r.reverses_id IS NOT NULL
GROUP BY r.consumption_no, l.item_id, l.lot_id
HAVING COUNT(*) <> 2 OR MIN(l.quantity) <> MAX(l.quantity)
