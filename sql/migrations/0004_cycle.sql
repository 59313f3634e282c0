-- The documents of a procurement cycle, from requests to statements.

CREATE TABLE IF NOT EXISTS procurement_cycle (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  period CHAR(7) NOT NULL,
  today DATE NOT NULL,
  minimum_shelf_life_days INT NOT NULL,
  award_rule VARCHAR(32) NOT NULL,
  input_hash CHAR(64) NOT NULL,
  state VARCHAR(16) NOT NULL,
  PRIMARY KEY (county_id, cycle_id),
  UNIQUE KEY cycle_period (county_id, period)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS bid (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  pack_price DECIMAL(18,6) NOT NULL,
  pack_price_places TINYINT NOT NULL,
  capacity_packs BIGINT NULL,        -- NULL: unlimited
  min_order_packs BIGINT NULL,
  lead_time_days INT NULL,
  refusal VARCHAR(64) NULL,          -- NULL: the bid stands
  PRIMARY KEY (county_id, cycle_id, item_id, supplier_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS bid_tier (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  from_packs BIGINT NOT NULL,
  pack_price DECIMAL(18,6) NOT NULL,
  pack_price_places TINYINT NOT NULL,
  PRIMARY KEY (county_id, cycle_id, item_id, supplier_id, from_packs)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS requisition_line (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  kind ENUM('emergency','regular') NOT NULL,
  facility_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  requested_on DATE NOT NULL,
  PRIMARY KEY (county_id, cycle_id, item_id, kind, facility_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What the county needs of an item, and how much of that the awards cover: the figures behind every
-- order and every shortage.
CREATE TABLE IF NOT EXISTS item_need (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  requested BIGINT NOT NULL,         -- base units, both kinds of request
  usable_stock BIGINT NOT NULL,      -- base units at the centre before the orders
  pack_size BIGINT NOT NULL,
  packs_needed BIGINT NOT NULL,
  standing_bids INT NOT NULL,
  packs_awarded BIGINT NOT NULL,
  PRIMARY KEY (county_id, cycle_id, item_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS award (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  pack_price DECIMAL(18,6) NOT NULL,
  pack_price_places TINYINT NOT NULL,
  packs BIGINT NOT NULL,
  reason VARCHAR(64) NOT NULL,
  PRIMARY KEY (county_id, cycle_id, item_id, supplier_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS purchase_order (
  county_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  order_no VARCHAR(120) NOT NULL,
  supplier_id BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, order_id),
  UNIQUE KEY purchase_order_no (county_id, order_no),
  KEY order_of_cycle (county_id, cycle_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS purchase_order_line (
  county_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  packs BIGINT NOT NULL,
  pack_size BIGINT NOT NULL,
  pack_price DECIMAL(18,6) NOT NULL,
  pack_price_places TINYINT NOT NULL,
  amount DECIMAL(20,2) NOT NULL,
  accepted_quantity BIGINT NOT NULL, -- base units
  received_amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, order_id, item_id),
  CONSTRAINT accepted_not_above_ordered CHECK (accepted_quantity <= packs * pack_size)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS receipt (
  county_id BIGINT NOT NULL,
  receipt_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  received_on DATE NOT NULL,
  amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, receipt_id),
  KEY receipt_of_order (county_id, order_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS receipt_line (
  county_id BIGINT NOT NULL,
  receipt_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  amount DECIMAL(20,2) NOT NULL,
  net_amount DECIMAL(20,2) NOT NULL,
  vat_amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, receipt_id, item_id, lot_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS allocation (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  kind ENUM('emergency','regular') NOT NULL,
  facility_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  PRIMARY KEY (county_id, cycle_id, item_id, kind, facility_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS shortage (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  facility_id BIGINT NOT NULL,
  requested BIGINT NOT NULL,
  supplied BIGINT NOT NULL,
  reason VARCHAR(32) NOT NULL,
  PRIMARY KEY (county_id, cycle_id, item_id, facility_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS shipment (
  county_id BIGINT NOT NULL,
  shipment_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  shipment_no VARCHAR(120) NOT NULL,
  facility_id BIGINT NOT NULL,
  amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, shipment_id),
  UNIQUE KEY shipment_number (county_id, shipment_no),
  KEY shipment_of_cycle (county_id, cycle_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS shipment_line (
  county_id BIGINT NOT NULL,
  shipment_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, shipment_id, item_id, lot_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Input rows that a rule refused; the cycle went on without them.
CREATE TABLE IF NOT EXISTS refused_row (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  file VARCHAR(32) NOT NULL,
  row_no BIGINT NOT NULL,
  reason VARCHAR(64) NOT NULL,
  detail VARCHAR(500) NOT NULL,
  PRIMARY KEY (county_id, cycle_id, file, row_no)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS supplier_statement (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  received_amount DECIMAL(20,2) NOT NULL,
  net_amount DECIMAL(20,2) NOT NULL,
  vat_amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, cycle_id, supplier_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS member_statement (
  county_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  facility_id BIGINT NOT NULL,
  shipped_amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, cycle_id, facility_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
