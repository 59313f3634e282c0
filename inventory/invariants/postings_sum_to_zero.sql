-- Every journal entry balances.
SELECT entry_id, SUM(debit) AS debit, SUM(credit) AS credit
FROM posting WHERE county_id = :county
GROUP BY entry_id
HAVING SUM(debit) <> SUM(credit)
