-- An order of the daily work that was sent has a clock and a due day, only a sent one is answered, and a
-- clock belongs to an order that was sent.
SELECT o.order_no, o.state
FROM purchase_order_detail d
JOIN purchase_order o ON o.county_id = d.county_id AND o.order_id = d.order_id
LEFT JOIN purchase_order_clock k ON k.county_id = d.county_id AND k.order_id = d.order_id
WHERE d.county_id = :county
  AND ((o.state IN ('placed', 'confirmed')
      AND (d.placed_at IS NULL OR k.order_id IS NULL OR d.expected_on IS NULL))
    OR (o.state IN ('confirmed', 'declined') AND d.answered_at IS NULL))
UNION ALL
SELECT CAST(k.order_id AS CHAR), 'not sent'
FROM purchase_order_clock k
LEFT JOIN purchase_order_detail d ON d.county_id = k.county_id AND d.order_id = k.order_id
WHERE k.county_id = :county AND d.placed_at IS NULL
