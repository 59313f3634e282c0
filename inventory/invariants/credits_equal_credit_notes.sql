-- What a credit note says, line by line, is what it takes off other lines; goods that went back are no more.
SELECT side.document_id, side.line_no, SUM(side.quantity) AS quantity, SUM(side.amount) AS amount
FROM (
  SELECT v.invoice_id AS document_id, l.line_no, l.quantity AS quantity, l.amount AS amount
  FROM supplier_invoice v
  JOIN supplier_invoice_line l ON l.county_id = v.county_id AND l.invoice_id = v.invoice_id
  WHERE v.county_id = :county AND v.kind = 'credit_note'
  UNION ALL
  SELECT document_id, document_line_no, -quantity, -amount
  FROM invoice_credit WHERE county_id = :county
) AS side
GROUP BY side.document_id, side.line_no
HAVING SUM(side.quantity) <> 0 OR SUM(side.amount) <> 0
UNION ALL
SELECT r.document_id, r.document_line_no, SUM(r.quantity), 0
FROM receipt_return r
LEFT JOIN supplier_invoice_line l ON l.county_id = r.county_id AND l.invoice_id = r.document_id
                                 AND l.line_no = r.document_line_no
WHERE r.county_id = :county
GROUP BY r.document_id, r.document_line_no
HAVING COUNT(l.line_no) = 0 OR SUM(r.quantity) <> MAX(l.quantity)
