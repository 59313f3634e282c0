-- A matched line claims exactly the goods that it bills, credits taken off, and a held line none; what may be
-- paid is its amount less its credits, or nothing.
SELECT side.invoice_id, side.line_no, SUM(side.quantity) AS quantity, SUM(side.amount) AS amount
FROM (
  SELECT l.invoice_id, l.line_no, l.quantity AS quantity, l.amount AS amount
  FROM supplier_invoice_line l
  JOIN invoice_line_match m ON m.county_id = l.county_id AND m.invoice_id = l.invoice_id
                           AND m.line_no = l.line_no
  WHERE l.county_id = :county AND m.outcome = 'matched'
  UNION ALL
  SELECT c.invoice_id, c.line_no, -c.quantity, -c.amount
  FROM invoice_credit c
  JOIN invoice_line_match m ON m.county_id = c.county_id AND m.invoice_id = c.invoice_id
                           AND m.line_no = c.line_no
  WHERE c.county_id = :county AND m.outcome = 'matched'
  UNION ALL
  SELECT invoice_id, line_no, -quantity, 0 FROM invoice_claim WHERE county_id = :county
  UNION ALL
  SELECT invoice_id, line_no, 0, -payable_amount FROM invoice_line_match WHERE county_id = :county
) AS side
GROUP BY side.invoice_id, side.line_no
HAVING SUM(side.quantity) <> 0 OR SUM(side.amount) <> 0
