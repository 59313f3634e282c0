-- What inspection rejected of a line stands in exactly one record of a deviation, with its quantity and reason;
-- a delivery is closed once all of its deviations are.
SELECT l.delivery_id, l.line_no, l.quantity - l.accepted_quantity AS rejected
FROM delivery_line l
LEFT JOIN nonconformance n ON n.county_id = l.county_id AND n.delivery_id = l.delivery_id
  AND n.line_no = l.line_no
WHERE l.county_id = :county AND l.accepted_quantity IS NOT NULL
GROUP BY l.delivery_id, l.line_no, l.quantity, l.accepted_quantity, l.reason
HAVING COALESCE(SUM(n.quantity), 0) <> l.quantity - l.accepted_quantity
    OR COUNT(n.line_no) <> IF(l.quantity = l.accepted_quantity, 0, 1)
    OR MAX(n.reason) <> l.reason
UNION ALL
SELECT d.delivery_id, 0, 0
FROM delivery d
LEFT JOIN nonconformance n ON n.county_id = d.county_id AND n.delivery_id = d.delivery_id
  AND n.state <> 'closed'
WHERE d.county_id = :county AND d.state <> 'recorded'
GROUP BY d.delivery_id, d.state
HAVING (d.state = 'closed') <> (COUNT(n.line_no) = 0)
