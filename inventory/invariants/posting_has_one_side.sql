-- A journal line is a debit or a credit, above zero.
SELECT entry_id, line_no, debit, credit FROM posting
WHERE county_id = :county AND (debit < 0 OR credit < 0 OR (debit = 0) = (credit = 0))
