-- Never more is committed and consumed than was released.
SELECT spent.code, spent.committed, spent.consumed, spent.released
FROM (SELECT b.code, b.committed, b.consumed,
             (SELECT COALESCE(SUM(r.figure), 0) FROM budget_release r
              WHERE r.county_id = b.county_id AND r.budget_id = b.budget_id) AS released
      FROM budget b
      WHERE b.county_id = :county) spent
WHERE spent.committed + spent.consumed > spent.released
