-- Once every cycle is settled, the books hold of each item what the centre's lots are worth, each lot
-- rounded half up once. In whole millionths and integer division: nothing is rounded on the way.
SELECT item_id, SUM(fen) AS difference_fen
FROM (
  SELECT lot.item_id,
    (2 * CAST(lot.pack_price * 1000000 AS DECIMAL(30,0)) * b.quantity + 10000 * lot.pack_size)
      DIV (20000 * lot.pack_size) AS fen
  FROM facility f
  JOIN stock_balance b ON b.county_id = f.county_id AND b.location_id = f.facility_id
  JOIN lot ON lot.county_id = b.county_id AND lot.lot_id = b.lot_id
  WHERE f.county_id = :county AND f.kind = 'centre'
  UNION ALL
  SELECT party_id, -CAST(balance * 100 AS SIGNED)
  FROM account_balance WHERE county_id = :county AND account = 'inventory'
) AS side
WHERE NOT EXISTS (SELECT 1 FROM procurement_cycle
                  WHERE county_id = :county AND state NOT IN ('settled', 'closed'))
GROUP BY item_id
HAVING SUM(fen) <> 0
