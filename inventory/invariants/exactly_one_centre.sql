-- A county that has members has one centre.
SELECT SUM(kind = 'centre') AS centres FROM facility WHERE county_id = :county
HAVING COUNT(*) > 0 AND SUM(kind = 'centre') <> 1
