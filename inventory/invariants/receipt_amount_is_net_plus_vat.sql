-- Net and VAT of a receipt line sum to its amount, and the lines to the receipt.
SELECT l.receipt_id, l.item_id, l.lot_id FROM receipt_line l
WHERE l.county_id = :county AND l.net_amount + l.vat_amount <> l.amount
UNION ALL
SELECT r.receipt_id, NULL, NULL
FROM receipt r
JOIN receipt_line l ON l.county_id = r.county_id AND l.receipt_id = r.receipt_id
WHERE r.county_id = :county
GROUP BY r.receipt_id, r.amount
HAVING r.amount <> SUM(l.amount)
