-- Licences, suspensions, authorisations, departures, books, routes and links name records that are
-- there, and a route's newest version is recorded.
SELECT 'supplier_licence.supplier' AS reference, l.licence_id AS id FROM supplier_licence l
LEFT JOIN supplier s ON s.county_id = l.county_id AND s.supplier_id = l.supplier_id
WHERE l.county_id = :county AND s.supplier_id IS NULL
UNION ALL
SELECT 'supplier_suspension.supplier', u.suspension_id FROM supplier_suspension u
LEFT JOIN supplier s ON s.county_id = u.county_id AND s.supplier_id = u.supplier_id
WHERE u.county_id = :county AND s.supplier_id IS NULL
UNION ALL
SELECT 'supply_authorisation', a.authorisation_id FROM supply_authorisation a
LEFT JOIN supplier s ON s.county_id = a.county_id AND s.supplier_id = a.supplier_id
LEFT JOIN manufacturer m ON m.county_id = a.county_id AND m.manufacturer_id = a.manufacturer_id
WHERE a.county_id = :county AND (s.supplier_id IS NULL OR m.manufacturer_id IS NULL)
UNION ALL
SELECT 'facility_departure', d.departure_id FROM facility_departure d
LEFT JOIN facility f ON f.county_id = d.county_id AND f.facility_id = d.facility_id
LEFT JOIN facility h ON h.county_id = d.county_id AND h.facility_id = d.handover_facility_id
WHERE d.county_id = :county AND (f.facility_id IS NULL
  OR (d.handover_facility_id IS NOT NULL AND h.facility_id IS NULL))
UNION ALL
SELECT 'facility_entity', x.assignment_id FROM facility_entity x
LEFT JOIN facility f ON f.county_id = x.county_id AND f.facility_id = x.facility_id
LEFT JOIN accounting_entity e ON e.county_id = x.county_id AND e.entity_id = x.entity_id
WHERE x.county_id = :county AND (f.facility_id IS NULL OR e.entity_id IS NULL)
UNION ALL
SELECT 'delivery_route_stop.facility', s.route_id FROM delivery_route_stop s
LEFT JOIN facility f ON f.county_id = s.county_id AND f.facility_id = s.facility_id
WHERE s.county_id = :county AND f.facility_id IS NULL
UNION ALL
SELECT 'delivery_route.version', r.route_id FROM delivery_route r
LEFT JOIN delivery_route_version v ON v.county_id = r.county_id AND v.route_id = r.route_id
  AND v.version = r.version
LEFT JOIN facility h ON h.county_id = v.county_id AND h.facility_id = v.hub_facility_id
WHERE r.county_id = :county AND h.facility_id IS NULL
UNION ALL
SELECT 'drugstore_link', l.link_id FROM drugstore_link l
LEFT JOIN facility p ON p.county_id = l.county_id AND p.facility_id = l.pharmacy_facility_id
LEFT JOIN facility d ON d.county_id = l.county_id AND d.facility_id = l.drugstore_facility_id
WHERE l.county_id = :county AND (p.facility_id IS NULL OR d.facility_id IS NULL)
