-- The gross amount of an invoice is the sum of its lines and its rounding, and is net plus VAT.
SELECT v.invoice_id, v.invoice_no, v.gross_amount, SUM(l.amount) AS line_amounts
FROM supplier_invoice v
LEFT JOIN supplier_invoice_line l ON l.county_id = v.county_id AND l.invoice_id = v.invoice_id
WHERE v.county_id = :county
GROUP BY v.invoice_id, v.invoice_no, v.gross_amount, v.net_amount, v.vat_amount, v.rounding_amount
HAVING v.gross_amount <> COALESCE(SUM(l.amount), 0) + v.rounding_amount
    OR v.gross_amount <> v.net_amount + v.vat_amount
