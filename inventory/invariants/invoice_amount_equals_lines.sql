-- The gross amount of an invoice is the sum of its lines and its rounding, and is net plus VAT.
SELECT v.invoice_id, v.invoice_no, v.gross_amount, SUM(l.amount) AS line_amounts
FROM supplier_invoice v
LEFT JOIN supplier_invoice_line l ON l.county_id = v.county_id AND l.invoice_id = v.invoice_id
WHERE v.county_id = :county
GROUP BY v.invoice_id, v.invoice_no, v.gross_amount
HAVING MAX(v.gross_amount) <> COALESCE(SUM(l.amount), 0) + MAX(v.rounding_amount)
    OR MAX(v.gross_amount) <> MAX(v.net_amount) + MAX(v.vat_amount)
