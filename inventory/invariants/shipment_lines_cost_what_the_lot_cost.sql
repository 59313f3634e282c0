-- Zero mark-up, line by line: a shipped line costs its share of what the lot cost, rounded half up
-- once. In whole millionths and integer division: nothing is rounded on the way.
SELECT l.shipment_id, l.item_id, l.lot_id, l.quantity, l.amount
FROM shipment_line l
JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id
WHERE l.county_id = :county
  AND CAST(l.amount * 100 AS SIGNED) <>
    (2 * CAST(lot.pack_price * 1000000 AS DECIMAL(30,0)) * l.quantity + 10000 * lot.pack_size)
      DIV (20000 * lot.pack_size)
