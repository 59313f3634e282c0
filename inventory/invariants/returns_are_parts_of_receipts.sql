-- What went back of a receipt row is no more than came, in quantity, amount and net, and all of it when all went;
-- a return amounts to its lines, each net plus VAT, and nothing before it is sent.
SELECT t.receipt_id, l.item_id, l.lot_id
FROM supplier_return t
JOIN supplier_return_line l ON l.county_id = t.county_id AND l.return_id = t.return_id
LEFT JOIN receipt_line r ON r.county_id = t.county_id AND r.receipt_id = t.receipt_id
  AND r.item_id = l.item_id AND r.lot_id = l.lot_id
WHERE t.county_id = :county AND t.state <> 'created'
GROUP BY t.receipt_id, l.item_id, l.lot_id, r.quantity, r.amount, r.net_amount
HAVING r.quantity IS NULL OR SUM(l.quantity) > r.quantity OR SUM(l.amount) > r.amount
    OR SUM(l.net_amount) > r.net_amount
    OR (SUM(l.quantity) = r.quantity
      AND (SUM(l.amount) <> r.amount OR SUM(l.net_amount) <> r.net_amount))
UNION ALL
SELECT t.return_id, NULL, NULL
FROM supplier_return t
LEFT JOIN supplier_return_line l ON l.county_id = t.county_id AND l.return_id = t.return_id
WHERE t.county_id = :county
GROUP BY t.return_id, t.state, t.amount
HAVING t.amount <> COALESCE(SUM(l.amount), -1) OR SUM(l.net_amount + l.vat_amount) <> t.amount
    OR (t.state = 'created' AND t.amount <> 0)
