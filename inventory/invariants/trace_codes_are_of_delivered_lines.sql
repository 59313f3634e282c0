-- Every trace code stands on a line that was delivered, and its product is the item of that line.
SELECT t.code, t.delivery_id, t.line_no
FROM trace_code t
LEFT JOIN delivery_line l ON l.county_id = t.county_id AND l.delivery_id = t.delivery_id
  AND l.line_no = t.line_no
LEFT JOIN trace_product p ON p.county_id = t.county_id AND p.product = LEFT(t.code, 7)
WHERE t.county_id = :county
  AND (l.line_no IS NULL OR p.item_id IS NULL OR p.item_id <> l.item_id)
