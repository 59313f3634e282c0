-- Nobody is allocated more than was asked for, and every request was decided on.
SELECT r.cycle_id, r.item_id, r.kind, r.facility_id, r.quantity, a.quantity AS allocated
FROM requisition_line r
JOIN procurement_cycle c ON c.county_id = r.county_id AND c.cycle_id = r.cycle_id
LEFT JOIN allocation a ON a.county_id = r.county_id AND a.cycle_id = r.cycle_id
  AND a.item_id = r.item_id AND a.kind = r.kind AND a.facility_id = r.facility_id
WHERE r.county_id = :county
  AND c.state IN ('allocated', 'shipped', 'settled', 'closed')
  AND (a.quantity IS NULL OR a.quantity > r.quantity)
