-- What suppliers announce and bring, what inspection says, what goes back; and which requisitions a
-- shipment supplied. Quantities in base units.

CREATE TABLE IF NOT EXISTS shipping_notice (
  county_id BIGINT NOT NULL,
  notice_id BIGINT NOT NULL,
  notice_no VARCHAR(120) NOT NULL,      -- the supplier's own number
  supplier_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,           -- announced, arrived, withdrawn
  version BIGINT NOT NULL,              -- grows with every step; what a change must have seen
  carrier VARCHAR(200) NOT NULL,
  expected_on DATE NULL,
  announced_by VARCHAR(190) NOT NULL,
  announced_at DATETIME(6) NOT NULL,    -- UTC
  PRIMARY KEY (county_id, notice_id),
  UNIQUE KEY notice_of_supplier (county_id, supplier_id, notice_no),
  KEY notice_of_order (county_id, order_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS shipping_notice_line (
  county_id BIGINT NOT NULL,
  notice_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  item_id BIGINT NOT NULL,
  lot_no VARCHAR(120) NOT NULL,
  made_on DATE NULL,
  expires_on DATE NOT NULL,
  quantity BIGINT NOT NULL,
  PRIMARY KEY (county_id, notice_id, line_no),
  CONSTRAINT something_is_announced CHECK (quantity > 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What a notice says is on the packs; only a delivery claims a code (trace_code).
CREATE TABLE IF NOT EXISTS shipping_notice_trace (
  county_id BIGINT NOT NULL,
  notice_id BIGINT NOT NULL,
  code CHAR(20) NOT NULL,
  line_no INT NOT NULL,
  PRIMARY KEY (county_id, notice_id, code)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Goods that came, not yet stock. Inspected, it names the receipt that it became.
CREATE TABLE IF NOT EXISTS delivery (
  county_id BIGINT NOT NULL,
  delivery_id BIGINT NOT NULL,
  delivery_no VARCHAR(120) NOT NULL,
  order_id BIGINT NOT NULL,
  notice_id BIGINT NULL,                -- NULL: it came unannounced
  facility_id BIGINT NOT NULL,          -- where it came: the order's delivery site
  delivery_note_no VARCHAR(120) NOT NULL,
  state VARCHAR(16) NOT NULL,           -- recorded, inspected, closed
  version BIGINT NOT NULL,
  received_by VARCHAR(190) NOT NULL,
  received_on DATE NOT NULL,
  recorded_at DATETIME(6) NOT NULL,     -- UTC
  inspected_by VARCHAR(190) NOT NULL,   -- empty: not yet
  inspected_at DATETIME(6) NULL,        -- UTC
  receipt_id BIGINT NULL,               -- NULL: nothing was accepted
  shipment_id BIGINT NULL,              -- of a direct delivery: to the facility where it came
  PRIMARY KEY (county_id, delivery_id),
  UNIQUE KEY delivery_number (county_id, delivery_no),
  KEY delivery_of_order (county_id, order_id, delivery_note_no)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS delivery_line (
  county_id BIGINT NOT NULL,
  delivery_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  item_id BIGINT NOT NULL,
  lot_no VARCHAR(120) NOT NULL,
  made_on DATE NULL,
  expires_on DATE NOT NULL,
  quantity BIGINT NOT NULL,
  approval_no VARCHAR(120) NOT NULL,
  package_condition VARCHAR(16) NOT NULL, -- intact, damaged
  coldest_tenths INT NULL,              -- tenths of a degree Celsius on the way; NULL: no reading
  warmest_tenths INT NULL,
  accepted_quantity BIGINT NULL,        -- NULL: not inspected
  reason VARCHAR(32) NOT NULL,          -- why the rest was rejected; empty: nothing was
  note VARCHAR(500) NOT NULL,
  PRIMARY KEY (county_id, delivery_id, line_no),
  CONSTRAINT something_came CHECK (quantity > 0),
  CONSTRAINT no_more_accepted_than_came CHECK (accepted_quantity BETWEEN 0 AND quantity)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A pack is there once: the primary key refuses a code that came before.
CREATE TABLE IF NOT EXISTS trace_code (
  county_id BIGINT NOT NULL,
  code CHAR(20) NOT NULL,
  delivery_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  PRIMARY KEY (county_id, code),
  KEY trace_of_delivery (county_id, delivery_id, line_no)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which item the first seven digits of a trace code stand for, as the first delivery showed.
CREATE TABLE IF NOT EXISTS trace_product (
  county_id BIGINT NOT NULL,
  product CHAR(7) NOT NULL,
  item_id BIGINT NOT NULL,
  PRIMARY KEY (county_id, product)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A deviation, named. What was rejected stands in quarantine until it is resolved, and is never stock.
CREATE TABLE IF NOT EXISTS nonconformance (
  county_id BIGINT NOT NULL,
  nonconformance_id BIGINT NOT NULL,
  nonconformance_no VARCHAR(120) NOT NULL,
  delivery_id BIGINT NOT NULL,
  line_no INT NOT NULL,                 -- 0: of the item as a whole (too little came)
  item_id BIGINT NOT NULL,
  reason VARCHAR(32) NOT NULL,
  quantity BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,           -- open, resolved, closed
  version BIGINT NOT NULL,
  evidence VARCHAR(500) NOT NULL,
  resolution VARCHAR(32) NOT NULL,      -- empty: not yet
  resolution_note VARCHAR(500) NOT NULL,
  opened_by VARCHAR(190) NOT NULL,
  opened_at DATETIME(6) NOT NULL,       -- UTC
  resolved_by VARCHAR(190) NOT NULL,
  resolved_at DATETIME(6) NULL,         -- UTC
  PRIMARY KEY (county_id, nonconformance_id),
  UNIQUE KEY nonconformance_number (county_id, nonconformance_no),
  KEY nonconformance_of_delivery (county_id, delivery_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Received goods that go back. Sent, they have left the stock and the supplier is owed less.
CREATE TABLE IF NOT EXISTS supplier_return (
  county_id BIGINT NOT NULL,
  return_id BIGINT NOT NULL,
  return_no VARCHAR(120) NOT NULL,
  cycle_id BIGINT NOT NULL,             -- the period in which it is settled
  receipt_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,           -- created, sent, credited
  version BIGINT NOT NULL,
  reason VARCHAR(500) NOT NULL,
  amount DECIMAL(20,2) NOT NULL,        -- the credit that is expected; 0 until it is sent
  created_by VARCHAR(190) NOT NULL,
  created_at DATETIME(6) NOT NULL,      -- UTC
  sent_on DATE NULL,
  credit_note_id BIGINT NULL,           -- the supplier_invoice that credits it
  PRIMARY KEY (county_id, return_id),
  UNIQUE KEY return_number (county_id, return_no),
  KEY return_of_receipt (county_id, receipt_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS supplier_return_line (
  county_id BIGINT NOT NULL,
  return_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  amount DECIMAL(20,2) NOT NULL,        -- 0 until it is sent
  net_amount DECIMAL(20,2) NOT NULL,
  vat_amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, return_id, item_id, lot_id),
  CONSTRAINT something_goes_back CHECK (quantity > 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which shipment supplied which line of which requisition, first asked first served.
CREATE TABLE IF NOT EXISTS requisition_supply (
  county_id BIGINT NOT NULL,
  requisition_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  shipment_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  PRIMARY KEY (county_id, requisition_id, item_id, shipment_id),
  CONSTRAINT something_is_supplied CHECK (quantity > 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What a direct delivery brought beyond what was asked for, because packs are whole: it stands at the
-- facility, and no request was met by it.
CREATE TABLE IF NOT EXISTS shipment_surplus (
  county_id BIGINT NOT NULL,
  shipment_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  facility_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  PRIMARY KEY (county_id, shipment_id, item_id),
  CONSTRAINT some_is_left_over CHECK (quantity > 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
