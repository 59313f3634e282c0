-- A facility owes, in the books, what was shipped to it, and a shipment amounts to its lines.
SELECT facility_id, SUM(amount) AS difference
FROM (
  SELECT facility_id, amount FROM shipment WHERE county_id = :county
  UNION ALL
  SELECT party_id, -balance FROM account_balance
  WHERE county_id = :county AND account = 'receivables'
) AS side
GROUP BY facility_id
HAVING SUM(amount) <> 0
UNION ALL
SELECT s.facility_id, s.amount - SUM(l.amount)
FROM shipment s
JOIN shipment_line l ON l.county_id = s.county_id AND l.shipment_id = s.shipment_id
WHERE s.county_id = :county
GROUP BY s.shipment_id, s.facility_id, s.amount
HAVING s.amount <> SUM(l.amount)
