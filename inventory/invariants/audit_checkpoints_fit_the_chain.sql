-- Every checkpoint speaks of a row that the audit chain has, with this hash, and none between two is missing.
-- Their signatures are judged by `wutong audit verify`, which has the keys.
SELECT p.number, p.sequence FROM audit_checkpoint p
LEFT JOIN audit_entry e ON e.county_id = p.county_id AND e.sequence = p.sequence
LEFT JOIN audit_checkpoint b ON b.county_id = p.county_id AND b.number = p.number - 1
WHERE p.county_id = :county AND ((p.sequence > 0 AND (e.hash IS NULL OR e.hash <> p.hash))
  OR (p.number > 1 AND b.number IS NULL) OR p.number < 1 OR b.sequence > p.sequence)
