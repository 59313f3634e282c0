-- Purchase orders of the daily work. An order of a cycle has none of these rows: it is placed by the cycle,
-- whole, and is delivered to the centre.

CREATE TABLE IF NOT EXISTS purchase_order_detail (
  county_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  consolidation_id BIGINT NOT NULL,    -- what it was made by
  version BIGINT NOT NULL,             -- grows with every step; what a change must have seen
  delivery_facility_id BIGINT NOT NULL, -- the centre, or the facility that is supplied directly
  distributor_id BIGINT NULL,          -- the supplier that delivers for the winner; NULL: it delivers itself
  ordered_on DATE NOT NULL,
  expected_on DATE NULL,               -- when the goods are due; NULL: not placed yet
  placed_at DATETIME(6) NULL,          -- UTC; the clock of the answer runs from here
  answered_at DATETIME(6) NULL,        -- UTC; confirmed or declined
  created_by VARCHAR(100) NOT NULL,
  PRIMARY KEY (county_id, order_id),
  KEY order_of_consolidation (county_id, consolidation_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Why a line is as it is. Quantities in base units.
CREATE TABLE IF NOT EXISTS purchase_order_line_detail (
  county_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  needed_quantity BIGINT NOT NULL,     -- what the line was made for; the packs may be more
  reason_code VARCHAR(32) NOT NULL,    -- why this supplier: 'lowest_price', 'commitment', an override's reason
  note VARCHAR(500) NOT NULL,
  PRIMARY KEY (county_id, order_id, item_id),
  KEY line_of_agreement (county_id, agreement_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What was done to it, in order; never changed.
CREATE TABLE IF NOT EXISTS purchase_order_step (
  county_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  version BIGINT NOT NULL,             -- the one that the step made
  action VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,          -- after it
  reason_code VARCHAR(32) NOT NULL,
  note VARCHAR(500) NOT NULL,
  actor VARCHAR(190) NOT NULL,
  done_at DATETIME(6) NOT NULL,        -- UTC
  PRIMARY KEY (county_id, order_id, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The lines as they stood from a version on, written when the order is made and with every change.
CREATE TABLE IF NOT EXISTS purchase_order_line_version (
  county_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  packs BIGINT NOT NULL,
  pack_size BIGINT NOT NULL,
  pack_price DECIMAL(18,6) NOT NULL,
  pack_price_places TINYINT NOT NULL,
  amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, order_id, version, item_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
