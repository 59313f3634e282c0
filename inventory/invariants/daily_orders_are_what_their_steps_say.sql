-- State and version of an order of the daily work are those of its last step, and its steps have no gap.
SELECT o.order_no, o.state, d.version
FROM purchase_order_detail d
JOIN purchase_order o ON o.county_id = d.county_id AND o.order_id = d.order_id
LEFT JOIN purchase_order_step s
  ON s.county_id = d.county_id AND s.order_id = d.order_id AND s.version = d.version
WHERE d.county_id = :county
  AND (s.version IS NULL OR s.state <> o.state
    OR d.version <> (SELECT COUNT(*) FROM purchase_order_step t
                     WHERE t.county_id = d.county_id AND t.order_id = d.order_id))
