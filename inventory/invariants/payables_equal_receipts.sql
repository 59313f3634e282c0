-- A supplier is owed, in the books, what was accepted from it, less what went back.
SELECT supplier_id, SUM(amount) AS difference
FROM (
  SELECT o.supplier_id, r.amount
  FROM purchase_order o
  JOIN receipt r ON r.county_id = o.county_id AND r.order_id = o.order_id
  WHERE o.county_id = :county
  UNION ALL
  SELECT supplier_id, -amount FROM supplier_return
  WHERE county_id = :county AND state <> 'created'
  UNION ALL
  SELECT party_id, balance FROM account_balance
  WHERE county_id = :county AND account = 'payables'
) AS side
GROUP BY supplier_id
HAVING SUM(amount) <> 0
