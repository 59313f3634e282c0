-- What a cycle ordered is what it awarded, at the price of the award. (The orders of the daily work come
-- from agreements, and have a row of their own.)
SELECT cycle_id, supplier_id, item_id, pack_price, SUM(packs) AS difference
FROM (
  SELECT a.cycle_id, a.supplier_id, a.item_id, a.pack_price, a.packs
  FROM award a
  JOIN procurement_cycle c ON c.county_id = a.county_id AND c.cycle_id = a.cycle_id
  WHERE a.county_id = :county AND c.state NOT IN ('opened', 'requested', 'awarded')
  UNION ALL
  SELECT o.cycle_id, o.supplier_id, l.item_id, l.pack_price, -l.packs
  FROM purchase_order o
  JOIN purchase_order_line l ON l.county_id = o.county_id AND l.order_id = o.order_id
  LEFT JOIN purchase_order_detail d ON d.county_id = o.county_id AND d.order_id = o.order_id
  WHERE o.county_id = :county AND d.order_id IS NULL
) AS side
GROUP BY cycle_id, supplier_id, item_id, pack_price
HAVING SUM(packs) <> 0
