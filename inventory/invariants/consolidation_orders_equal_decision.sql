-- The orders of a consolidation began as its decided lines say, and are so still unless they were changed.
SELECT order_id, item_id, what, SUM(packs) AS difference
FROM (
  SELECT l.order_id, l.item_id, 'begun' AS what, l.agreement_id, l.pack_price, l.packs
  FROM consolidation_line l WHERE l.county_id = :county
  UNION ALL
  SELECT v.order_id, v.item_id, 'begun', n.agreement_id, v.pack_price, -v.packs
  FROM purchase_order_line_version v
  JOIN (SELECT order_id, item_id, agreement_id FROM consolidation_line WHERE county_id = :county) AS n
    ON n.order_id = v.order_id AND n.item_id = v.item_id
  JOIN purchase_order_detail d ON d.county_id = v.county_id AND d.order_id = v.order_id
  WHERE v.county_id = :county AND v.version = 1
  UNION ALL
  SELECT l.order_id, l.item_id, 'now', l.agreement_id, l.pack_price, l.packs
  FROM consolidation_line l
  WHERE l.county_id = :county
    AND NOT EXISTS (SELECT 1 FROM purchase_order_step s
                    WHERE s.county_id = l.county_id AND s.order_id = l.order_id AND s.action = 'change')
  UNION ALL
  SELECT l.order_id, l.item_id, 'now', n.agreement_id, l.pack_price, -l.packs
  FROM purchase_order_detail d
  JOIN consolidation c ON c.county_id = d.county_id AND c.consolidation_id = d.consolidation_id
  JOIN purchase_order_line l ON l.county_id = d.county_id AND l.order_id = d.order_id
  JOIN purchase_order_line_detail n ON n.county_id = l.county_id AND n.order_id = l.order_id
    AND n.item_id = l.item_id
  WHERE d.county_id = :county
    AND NOT EXISTS (SELECT 1 FROM purchase_order_step s
                    WHERE s.county_id = l.county_id AND s.order_id = l.order_id AND s.action = 'change')
) AS side
GROUP BY order_id, item_id, what, agreement_id, pack_price
HAVING SUM(packs) <> 0
