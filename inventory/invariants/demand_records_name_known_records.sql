-- Facilities, items, lots and routes of consumption, stock lists, calendars and registered shortages are known,
-- and no line of a stock list is newer than the list.
SELECT k.consumption_no AS document, 'facility' AS what
FROM consumption k
LEFT JOIN facility f ON f.county_id = k.county_id AND f.facility_id = k.facility_id
WHERE k.county_id = :county AND f.facility_id IS NULL
UNION ALL
SELECT CAST(l.consumption_id AS CHAR), 'line'
FROM consumption_line l
LEFT JOIN consumption k ON k.county_id = l.county_id AND k.consumption_id = l.consumption_id
LEFT JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id AND lot.item_id = l.item_id
WHERE l.county_id = :county AND (k.consumption_id IS NULL OR lot.lot_id IS NULL)
UNION ALL
SELECT CAST(l.facility_id AS CHAR), 'stock list'
FROM stock_list_line l
LEFT JOIN stock_list s ON s.county_id = l.county_id AND s.facility_id = l.facility_id AND s.version >= l.version
LEFT JOIN facility f ON f.county_id = l.county_id AND f.facility_id = l.facility_id
LEFT JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id
WHERE l.county_id = :county AND (s.facility_id IS NULL OR f.facility_id IS NULL OR i.item_id IS NULL)
UNION ALL
SELECT CAST(c.route_id AS CHAR), 'calendar'
FROM route_calendar c
LEFT JOIN delivery_route r ON r.county_id = c.county_id AND r.route_id = c.route_id
WHERE c.county_id = :county AND r.route_id IS NULL
UNION ALL
SELECT c.case_no, 'shortage'
FROM shortage_case c
LEFT JOIN facility f ON f.county_id = c.county_id AND f.facility_id = c.facility_id
LEFT JOIN item i ON i.county_id = c.county_id AND i.item_id = c.item_id
WHERE c.county_id = :county AND (f.facility_id IS NULL OR i.item_id IS NULL)
