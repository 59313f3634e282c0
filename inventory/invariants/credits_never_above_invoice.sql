-- No line of an invoice is credited for more than it bills, and every credit is of a line that is there.
SELECT c.invoice_id, c.line_no, SUM(c.quantity) AS quantity, SUM(c.amount) AS amount
FROM invoice_credit c
LEFT JOIN supplier_invoice_line l ON l.county_id = c.county_id AND l.invoice_id = c.invoice_id
                                 AND l.line_no = c.line_no
WHERE c.county_id = :county
GROUP BY c.invoice_id, c.line_no
HAVING COUNT(l.line_no) = 0 OR SUM(c.quantity) > MAX(l.quantity) OR SUM(c.amount) > MAX(l.amount)
