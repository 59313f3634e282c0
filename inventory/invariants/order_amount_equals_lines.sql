-- An order costs what its lines cost.
SELECT o.order_no, o.amount, SUM(l.amount) AS lines_amount
FROM purchase_order o
JOIN purchase_order_line l ON l.county_id = o.county_id AND l.order_id = o.order_id
WHERE o.county_id = :county
GROUP BY o.order_id, o.order_no, o.amount
HAVING o.amount <> SUM(l.amount)
