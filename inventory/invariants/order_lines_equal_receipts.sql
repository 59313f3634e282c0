-- An order line has accepted, and is owed for, what its receipts say; never more than was ordered.
SELECT order_id, item_id, SUM(quantity) AS quantity, SUM(amount) AS amount
FROM (
  SELECT order_id, item_id, accepted_quantity AS quantity, received_amount AS amount
  FROM purchase_order_line WHERE county_id = :county
  UNION ALL
  SELECT r.order_id, l.item_id, -l.quantity, -l.amount
  FROM receipt r
  JOIN receipt_line l ON l.county_id = r.county_id AND l.receipt_id = r.receipt_id
  WHERE r.county_id = :county
) AS side
GROUP BY order_id, item_id
HAVING SUM(quantity) <> 0 OR SUM(amount) <> 0
