-- No line of a requisition is supplied more than was approved, by a shipment to its facility that carries the
-- item; only one that is consolidated or fulfilled is supplied at all.
SELECT s.requisition_id, s.item_id
FROM requisition_supply s
LEFT JOIN requisition q ON q.county_id = s.county_id AND q.requisition_id = s.requisition_id
LEFT JOIN requisition_item i ON i.county_id = s.county_id AND i.requisition_id = s.requisition_id
  AND i.item_id = s.item_id
WHERE s.county_id = :county
GROUP BY s.requisition_id, s.item_id, i.approved_quantity, q.state
HAVING i.approved_quantity IS NULL OR SUM(s.quantity) > i.approved_quantity
    OR q.state NOT IN ('consolidated', 'fulfilled')
UNION ALL
SELECT s.shipment_id, s.item_id
FROM requisition_supply s
JOIN requisition q ON q.county_id = s.county_id AND q.requisition_id = s.requisition_id
LEFT JOIN shipment h ON h.county_id = s.county_id AND h.shipment_id = s.shipment_id
WHERE s.county_id = :county AND (h.shipment_id IS NULL OR h.facility_id <> q.facility_id)
UNION ALL
SELECT s.shipment_id, s.item_id
FROM requisition_supply s
WHERE s.county_id = :county
GROUP BY s.county_id, s.shipment_id, s.item_id
HAVING SUM(s.quantity) > (SELECT COALESCE(SUM(l.quantity), 0) FROM shipment_line l
                          WHERE l.county_id = s.county_id AND l.shipment_id = s.shipment_id
                            AND l.item_id = s.item_id)
