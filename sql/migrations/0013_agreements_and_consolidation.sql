-- Who supplies what at which price, and how what was asked for became orders.

-- Never deleted; an end is written beside what was agreed.
CREATE TABLE IF NOT EXISTS supply_agreement (
  county_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,           -- 'vbp': won in volume-based procurement; 'contract'
  pack_price DECIMAL(18,6) NOT NULL,
  pack_price_places TINYINT NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,              -- the last one on which it holds, unless it ended before
  committed_packs BIGINT NULL,         -- what the county has promised to buy; NULL: nothing
  maximum_packs BIGINT NULL,           -- NULL: unlimited
  min_order_packs BIGINT NOT NULL,     -- of a line of an order; 0: none
  multiple_packs BIGINT NOT NULL,      -- a line is a multiple of it; 1: any number
  lead_time_days INT NULL,
  is_standby TINYINT NOT NULL,         -- 1: only when the others cannot supply
  distributor_id BIGINT NULL,          -- the supplier that delivers for the winner; NULL: itself
  delivery VARCHAR(8) NOT NULL,        -- 'centre'; 'direct': to the facility that asked for it
  award_cycle_id BIGINT NULL,          -- the cycle whose award it is; NULL: none
  version BIGINT NOT NULL,
  created_by VARCHAR(190) NOT NULL,
  created_at DATETIME(6) NOT NULL,     -- UTC
  ended_on DATE NULL,                  -- the first day on which it holds no more; NULL: not ended
  ended_reason VARCHAR(500) NOT NULL,
  ended_by VARCHAR(190) NOT NULL,
  PRIMARY KEY (county_id, agreement_id),
  KEY agreement_of_item (county_id, item_id, supplier_id),
  KEY agreement_of_supplier (county_id, supplier_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS consolidation (
  county_id BIGINT NOT NULL,
  consolidation_id BIGINT NOT NULL,
  consolidation_no VARCHAR(120) NOT NULL,
  cycle_id BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,          -- 'standing', 'undone'
  version BIGINT NOT NULL,
  delivery_rule VARCHAR(16) NOT NULL,  -- 'as_agreed'; 'centre': everything to the centre
  fingerprint VARCHAR(120) NOT NULL,   -- of the decision that was seen and taken
  made_on DATE NOT NULL,
  made_by VARCHAR(190) NOT NULL,
  made_at DATETIME(6) NOT NULL,        -- UTC
  undone_by VARCHAR(190) NOT NULL,
  undone_at DATETIME(6) NULL,          -- UTC
  undone_reason VARCHAR(500) NOT NULL,
  PRIMARY KEY (county_id, consolidation_id),
  UNIQUE KEY consolidation_number (county_id, consolidation_no),
  KEY consolidation_of_cycle (county_id, cycle_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS consolidation_requisition (
  county_id BIGINT NOT NULL,
  consolidation_id BIGINT NOT NULL,
  requisition_id BIGINT NOT NULL,
  PRIMARY KEY (county_id, consolidation_id, requisition_id),
  KEY consolidation_of_requisition (county_id, requisition_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Why so much of an item was ordered: the figures of the day. Base units where packs are not named.
CREATE TABLE IF NOT EXISTS consolidation_item (
  county_id BIGINT NOT NULL,
  consolidation_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  requested BIGINT NOT NULL,
  usable_stock BIGINT NOT NULL,        -- at the centre
  promised BIGINT NOT NULL,            -- to what was consolidated before and is not dispatched yet
  open_orders BIGINT NOT NULL,         -- ordered for the centre, not received yet
  in_transit BIGINT NOT NULL,          -- of these announced by notices
  net_need BIGINT NOT NULL,
  pack_size BIGINT NOT NULL,
  ordered_packs BIGINT NOT NULL,
  uncovered BIGINT NOT NULL,           -- what no agreement could take
  uncovered_reason VARCHAR(32) NOT NULL,
  PRIMARY KEY (county_id, consolidation_id, item_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What was decided: an order line each.
CREATE TABLE IF NOT EXISTS consolidation_line (
  county_id BIGINT NOT NULL,
  consolidation_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  delivery_facility_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  place BIGINT NOT NULL,               -- 1: the first that was chosen for the item
  supplier_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  needed_quantity BIGINT NOT NULL,     -- base units that it is for
  needed_packs BIGINT NOT NULL,        -- these rounded up to packs
  packs BIGINT NOT NULL,               -- and raised to multiple and minimum
  pack_price DECIMAL(18,6) NOT NULL,
  pack_price_places TINYINT NOT NULL,
  reason_code VARCHAR(32) NOT NULL,
  note VARCHAR(500) NOT NULL,
  PRIMARY KEY (county_id, consolidation_id, item_id, delivery_facility_id, agreement_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Agreements in force that were passed over, and why.
CREATE TABLE IF NOT EXISTS consolidation_bar (
  county_id BIGINT NOT NULL,
  consolidation_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  reason_code VARCHAR(32) NOT NULL,
  detail VARCHAR(500) NOT NULL,
  PRIMARY KEY (county_id, consolidation_id, item_id, agreement_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
