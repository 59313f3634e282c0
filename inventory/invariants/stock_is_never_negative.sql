-- No place holds less than nothing.
SELECT location_id, lot_id, quantity FROM stock_balance WHERE county_id = :county AND quantity < 0
