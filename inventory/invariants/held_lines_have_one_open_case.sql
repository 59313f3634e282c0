-- A line that is held has exactly one open case, a matched one none, and an invoice is matched when all its lines
-- are. A withdrawn invoice has no open case and nothing to pay.
SELECT m.invoice_id, m.line_no, m.outcome, COUNT(c.case_id) AS open_cases
FROM invoice_line_match m
JOIN supplier_invoice v ON v.county_id = m.county_id AND v.invoice_id = m.invoice_id
LEFT JOIN (
  SELECT k.invoice_id, k.line_no, k.case_id
  FROM invoice_case k
  LEFT JOIN invoice_case_settlement s ON s.county_id = k.county_id AND s.case_id = k.case_id
  WHERE k.county_id = :county AND s.case_id IS NULL
) AS c ON c.invoice_id = m.invoice_id AND c.line_no = m.line_no
WHERE m.county_id = :county
GROUP BY m.invoice_id, m.line_no, m.outcome
HAVING COUNT(c.case_id) <> MAX(CASE WHEN m.outcome = 'matched' OR v.state = 'withdrawn' THEN 0 ELSE 1 END)
    OR MAX(v.state = 'matched' AND m.outcome <> 'matched') = 1
    OR MAX(v.state IN ('recorded', 'withdrawn') AND m.payable_amount <> 0) = 1
