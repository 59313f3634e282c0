-- A facility is a stop of one route a weekday at most, on any day. A version of a route is in force
-- from its day until the first day of a version that was recorded later.
SELECT sa.facility_id, da.weekday, a.route_id, b.route_id AS other_route_id
FROM delivery_route_version a
JOIN delivery_route_version b ON b.county_id = a.county_id AND b.route_id > a.route_id
JOIN delivery_route_day da ON da.county_id = a.county_id AND da.route_id = a.route_id
  AND da.version = a.version
JOIN delivery_route_day db ON db.county_id = b.county_id AND db.route_id = b.route_id
  AND db.version = b.version AND db.weekday = da.weekday
JOIN delivery_route_stop sa ON sa.county_id = a.county_id AND sa.route_id = a.route_id
  AND sa.version = a.version
JOIN delivery_route_stop sb ON sb.county_id = b.county_id AND sb.route_id = b.route_id
  AND sb.version = b.version AND sb.facility_id = sa.facility_id
WHERE a.county_id = :county
  AND NOT EXISTS (SELECT 1 FROM delivery_route_version n WHERE n.county_id = a.county_id
    AND n.route_id = a.route_id AND n.version > a.version
    AND n.effective_from <= GREATEST(a.effective_from, b.effective_from))
  AND NOT EXISTS (SELECT 1 FROM delivery_route_version n WHERE n.county_id = b.county_id
    AND n.route_id = b.route_id AND n.version > b.version
    AND n.effective_from <= GREATEST(a.effective_from, b.effective_from))
