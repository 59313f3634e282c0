-- What a command answered is kept as it was given, under the name and input that the audit has. Commands
-- from before their answers were hashed are not looked at.
SELECT e.sequence, e.idempotency_key, e.operation FROM audit_answer a
JOIN audit_entry e ON e.county_id = a.county_id AND e.sequence = a.sequence
LEFT JOIN command c ON c.county_id = e.county_id AND c.idempotency_key = e.idempotency_key
WHERE a.county_id = :county AND (c.idempotency_key IS NULL OR SHA2(c.answer, 256) <> a.answer_hash
  OR c.operation <> e.operation OR c.actor <> e.actor OR c.content_hash <> e.content_hash)
