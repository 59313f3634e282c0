-- What a budget has committed and consumed is what its movements add up to.
SELECT b.code, b.committed, b.consumed,
       COALESCE(SUM(IF(m.action = 'commit', m.figure, -m.figure)), 0) AS committed_by_movements,
       COALESCE(SUM(IF(m.action = 'consume', m.figure, 0)), 0) AS consumed_by_movements
FROM budget b
LEFT JOIN budget_movement m ON m.county_id = b.county_id AND m.budget_id = b.budget_id
WHERE b.county_id = :county
GROUP BY b.budget_id, b.code, b.committed, b.consumed
HAVING b.committed <> committed_by_movements OR b.consumed <> consumed_by_movements
