-- What inspection accepted of an item is what its receipt took in; before inspection there is none.
SELECT receipt_id, item_id, SUM(quantity) AS difference
FROM (
  SELECT d.receipt_id, l.item_id, l.accepted_quantity AS quantity
  FROM delivery d
  JOIN delivery_line l ON l.county_id = d.county_id AND l.delivery_id = d.delivery_id
  WHERE d.county_id = :county AND l.accepted_quantity > 0
  UNION ALL
  SELECT d.receipt_id, l.item_id, -l.quantity
  FROM delivery d
  JOIN receipt_line l ON l.county_id = d.county_id AND l.receipt_id = d.receipt_id
  WHERE d.county_id = :county
) AS side
GROUP BY receipt_id, item_id
HAVING SUM(quantity) <> 0
UNION ALL
SELECT d.delivery_id, l.line_no, l.accepted_quantity
FROM delivery d
JOIN delivery_line l ON l.county_id = d.county_id AND l.delivery_id = d.delivery_id
WHERE d.county_id = :county
  AND ((d.state = 'recorded') <> (l.accepted_quantity IS NULL)
    OR (d.state = 'recorded' AND d.receipt_id IS NOT NULL)
    OR d.received_by = d.inspected_by)
