-- Every journal entry that the command entered balances.
SELECT entry_id, SUM(debit) AS debit, SUM(credit) AS credit
FROM posting WHERE county_id = :county AND entry_id >= :first_id
GROUP BY entry_id
HAVING SUM(debit) <> SUM(credit)
