-- A supplier is suspended once at a time, a facility is away once at a time, and a pair of pharmacy
-- and drugstore is linked once at a time.
SELECT 'suspension' AS noun, a.supplier_id AS id FROM supplier_suspension a
JOIN supplier_suspension b ON b.county_id = a.county_id AND b.supplier_id = a.supplier_id
  AND b.suspension_id > a.suspension_id
WHERE a.county_id = :county
  AND (a.reinstated_on IS NULL OR a.reinstated_on > b.suspended_on)
  AND (b.reinstated_on IS NULL OR b.reinstated_on > a.suspended_on)
UNION ALL
SELECT 'departure', a.facility_id FROM facility_departure a
JOIN facility_departure b ON b.county_id = a.county_id AND b.facility_id = a.facility_id
  AND b.departure_id > a.departure_id
WHERE a.county_id = :county
  AND (a.rejoined_on IS NULL OR a.rejoined_on > b.left_on)
  AND (b.rejoined_on IS NULL OR b.rejoined_on > a.left_on)
UNION ALL
SELECT 'drugstore_link', a.link_id FROM drugstore_link a
JOIN drugstore_link b ON b.county_id = a.county_id
  AND b.pharmacy_facility_id = a.pharmacy_facility_id
  AND b.drugstore_facility_id = a.drugstore_facility_id AND b.link_id > a.link_id
WHERE a.county_id = :county
  AND (a.valid_until IS NULL OR a.valid_until >= b.valid_from)
  AND (b.valid_until IS NULL OR b.valid_until >= a.valid_from)
