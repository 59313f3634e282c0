-- No document names a facility, supplier, item or lot that is not there.
SELECT 'requisition_line.facility' AS reference, r.facility_id AS id FROM requisition_line r
LEFT JOIN facility f ON f.county_id = r.county_id AND f.facility_id = r.facility_id
WHERE r.county_id = :county AND f.facility_id IS NULL
UNION ALL
SELECT 'requisition_line.item', r.item_id FROM requisition_line r
LEFT JOIN item i ON i.county_id = r.county_id AND i.item_id = r.item_id
WHERE r.county_id = :county AND i.item_id IS NULL
UNION ALL
SELECT 'bid.supplier', b.supplier_id FROM bid b
LEFT JOIN supplier s ON s.county_id = b.county_id AND s.supplier_id = b.supplier_id
WHERE b.county_id = :county AND s.supplier_id IS NULL
UNION ALL
SELECT 'stock_balance.lot', b.lot_id FROM stock_balance b
LEFT JOIN lot ON lot.county_id = b.county_id AND lot.lot_id = b.lot_id
WHERE b.county_id = :county AND lot.lot_id IS NULL
UNION ALL
SELECT 'lot.item', l.item_id FROM lot l
LEFT JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id
WHERE l.county_id = :county AND i.item_id IS NULL
