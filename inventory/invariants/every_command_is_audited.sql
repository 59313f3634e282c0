-- Every command that was done has its row in the audit chain.
-- One group a command instead of a join: the chain has no index by key, and a join would look through it all
-- for each command.
SELECT SQL_BIG_RESULT idempotency_key, MIN(operation) AS operation
FROM (
  SELECT idempotency_key, content_hash, operation, 0 AS audited FROM command WHERE county_id = :county
  UNION ALL
  SELECT idempotency_key, content_hash, operation, 1
  FROM audit_entry WHERE county_id = :county AND outcome = 'done'
) AS side
GROUP BY idempotency_key, content_hash
HAVING SUM(audited) = 0
