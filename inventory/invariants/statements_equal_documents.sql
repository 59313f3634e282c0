-- A settled cycle's statements say what its receipts, returns and shipments say.
SELECT 'supplier' AS party, cycle_id, party_id, SUM(amount) AS difference, SUM(net) AS net
FROM (
  SELECT cycle_id, supplier_id AS party_id, received_amount AS amount, net_amount AS net
  FROM supplier_statement WHERE county_id = :county
  UNION ALL
  SELECT o.cycle_id, o.supplier_id, -l.amount, -l.net_amount
  FROM procurement_cycle c
  JOIN purchase_order o ON o.county_id = c.county_id AND o.cycle_id = c.cycle_id
  JOIN receipt r ON r.county_id = o.county_id AND r.order_id = o.order_id
  JOIN receipt_line l ON l.county_id = r.county_id AND l.receipt_id = r.receipt_id
  WHERE c.county_id = :county AND c.state IN ('settled', 'closed')
  UNION ALL
  SELECT t.cycle_id, t.supplier_id, l.amount, l.net_amount
  FROM procurement_cycle c
  JOIN supplier_return t ON t.county_id = c.county_id AND t.cycle_id = c.cycle_id
  JOIN supplier_return_line l ON l.county_id = t.county_id AND l.return_id = t.return_id
  WHERE c.county_id = :county AND c.state IN ('settled', 'closed') AND t.state <> 'created'
) AS side
GROUP BY cycle_id, party_id
HAVING SUM(amount) <> 0 OR SUM(net) <> 0
UNION ALL
SELECT 'member', cycle_id, party_id, SUM(amount), NULL
FROM (
  SELECT cycle_id, facility_id AS party_id, shipped_amount AS amount
  FROM member_statement WHERE county_id = :county
  UNION ALL
  SELECT s.cycle_id, s.facility_id, -s.amount
  FROM procurement_cycle c
  JOIN shipment s ON s.county_id = c.county_id AND s.cycle_id = c.cycle_id
  WHERE c.county_id = :county AND c.state IN ('settled', 'closed')
) AS side
GROUP BY cycle_id, party_id
HAVING SUM(amount) <> 0
