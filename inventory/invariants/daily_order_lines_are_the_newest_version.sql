-- The lines of an order of the daily work are those of its newest version of the lines.
SELECT order_id, item_id, SUM(packs) AS packs, SUM(amount) AS amount
FROM (
  SELECT l.order_id, l.item_id, l.packs, l.amount
  FROM purchase_order_detail d
  JOIN purchase_order_line l ON l.county_id = d.county_id AND l.order_id = d.order_id
  WHERE d.county_id = :county
  UNION ALL
  SELECT v.order_id, v.item_id, -v.packs, -v.amount
  FROM purchase_order_line_version v
  JOIN (SELECT order_id, MAX(version) AS version FROM purchase_order_line_version
        WHERE county_id = :county GROUP BY order_id) AS newest
    ON newest.order_id = v.order_id AND newest.version = v.version
  WHERE v.county_id = :county
) AS side
GROUP BY order_id, item_id
HAVING SUM(packs) <> 0 OR SUM(amount) <> 0
