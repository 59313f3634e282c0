-- Every command that was done has its row in the audit chain.
SELECT c.idempotency_key, c.operation FROM command c
LEFT JOIN audit_entry a ON a.county_id = c.county_id AND a.idempotency_key = c.idempotency_key
  AND a.outcome = 'done' AND a.content_hash = c.content_hash
WHERE c.county_id = :county AND a.sequence IS NULL
