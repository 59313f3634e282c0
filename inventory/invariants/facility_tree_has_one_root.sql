-- The facilities are one tree under the centre: only the centre has no parent, and every facility is
-- reached from it.
WITH RECURSIVE reached AS (
  SELECT facility_id FROM facility
  WHERE county_id = :county AND kind = 'centre' AND parent_id IS NULL
  UNION
  SELECT f.facility_id FROM facility f
  JOIN reached r ON f.parent_id = r.facility_id
  WHERE f.county_id = :county
)
SELECT f.code, f.kind, f.parent_id FROM facility f
LEFT JOIN reached r ON r.facility_id = f.facility_id
WHERE f.county_id = :county AND r.facility_id IS NULL
