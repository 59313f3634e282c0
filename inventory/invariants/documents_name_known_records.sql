-- No document names a facility, supplier, item or lot that is not there; each unknown one is named once.
SELECT 'requisition_line.facility' AS reference, r.facility_id AS id
FROM (SELECT DISTINCT facility_id FROM requisition_line WHERE county_id = :county) AS r
LEFT JOIN facility f ON f.county_id = :county AND f.facility_id = r.facility_id
WHERE f.facility_id IS NULL
UNION ALL
SELECT 'requisition_line.item', r.item_id
FROM (SELECT DISTINCT item_id FROM requisition_line WHERE county_id = :county) AS r
LEFT JOIN item i ON i.county_id = :county AND i.item_id = r.item_id
WHERE i.item_id IS NULL
UNION ALL
SELECT 'bid.supplier', b.supplier_id
FROM (SELECT DISTINCT supplier_id FROM bid WHERE county_id = :county) AS b
LEFT JOIN supplier s ON s.county_id = :county AND s.supplier_id = b.supplier_id
WHERE s.supplier_id IS NULL
UNION ALL
SELECT 'stock_balance.lot', b.lot_id
FROM (SELECT DISTINCT lot_id FROM stock_balance WHERE county_id = :county) AS b
LEFT JOIN lot ON lot.county_id = :county AND lot.lot_id = b.lot_id
WHERE lot.lot_id IS NULL
UNION ALL
SELECT 'lot.item', l.item_id
FROM (SELECT DISTINCT item_id FROM lot WHERE county_id = :county) AS l
LEFT JOIN item i ON i.county_id = :county AND i.item_id = l.item_id
WHERE i.item_id IS NULL
