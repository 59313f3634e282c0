-- What an account says of a party is what was posted to it.
SELECT account, party_id, SUM(amount) AS difference
FROM (
  SELECT account, party_id, debit - credit AS amount FROM posting WHERE county_id = :county
  UNION ALL
  SELECT account, party_id, -balance FROM account_balance WHERE county_id = :county
) AS effect
GROUP BY account, party_id
HAVING SUM(amount) <> 0
