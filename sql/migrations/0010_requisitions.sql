-- The daily purchase: what a facility asks for, who has judged it, and the budgets it is judged by.

CREATE TABLE IF NOT EXISTS requisition (
  county_id BIGINT NOT NULL,
  requisition_id BIGINT NOT NULL,
  requisition_no VARCHAR(120) NOT NULL,
  facility_id BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  version BIGINT NOT NULL,             -- grows with every step; what a change must have seen
  period CHAR(7) NOT NULL,             -- whose budget it is judged by
  needed_on DATE NULL,
  reason VARCHAR(500) NOT NULL,        -- why it is an emergency, or what equipment is for
  awaiting_facility_id BIGINT NULL,    -- whose judgement it awaits; NULL: nobody's
  initiated_by VARCHAR(100) NOT NULL,
  submitted_by VARCHAR(100) NOT NULL,  -- empty: not yet
  submitted_on DATE NULL,
  PRIMARY KEY (county_id, requisition_id),
  UNIQUE KEY requisition_number (county_id, requisition_no),
  KEY requisition_of_facility (county_id, facility_id, requisition_id),
  KEY requisition_in_state (county_id, state, awaiting_facility_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Quantities in base units. What an earlier reviewer let through stays beside what the last one did.
CREATE TABLE IF NOT EXISTS requisition_item (
  county_id BIGINT NOT NULL,
  requisition_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  suggested_quantity BIGINT NULL,      -- NULL: nothing was suggested
  requested_quantity BIGINT NOT NULL,
  endorsed_quantity BIGINT NULL,
  approved_quantity BIGINT NULL,       -- NULL: not judged
  pack_size BIGINT NOT NULL,
  reference_price DECIMAL(18,6) NULL,  -- a pack; NULL: no price is known
  reference_price_places TINYINT NULL,
  note VARCHAR(200) NOT NULL,
  PRIMARY KEY (county_id, requisition_id, item_id),
  CONSTRAINT something_is_requested CHECK (requested_quantity > 0),
  CONSTRAINT approved_not_above_requested CHECK (approved_quantity <= requested_quantity),
  CONSTRAINT endorsed_not_above_requested CHECK (endorsed_quantity <= requested_quantity)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What was done to it, in order; never changed.
CREATE TABLE IF NOT EXISTS requisition_step (
  county_id BIGINT NOT NULL,
  requisition_id BIGINT NOT NULL,
  version BIGINT NOT NULL,             -- the one that the step made
  action VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,          -- after it
  facility_id BIGINT NULL,             -- who judged; NULL: the requester acted
  reason_code VARCHAR(32) NOT NULL,
  note VARCHAR(500) NOT NULL,
  actor VARCHAR(100) NOT NULL,
  done_at DATETIME(6) NOT NULL,        -- UTC
  PRIMARY KEY (county_id, requisition_id, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A budget holds a facility and all below it. Figures are 分 for money and base units for quantity.
CREATE TABLE IF NOT EXISTS budget (
  county_id BIGINT NOT NULL,
  budget_id BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(500) NOT NULL,
  facility_id BIGINT NOT NULL,
  measure VARCHAR(16) NOT NULL,        -- money, quantity
  item_kind VARCHAR(64) NOT NULL,      -- of this kind only; empty: every kind
  item_id BIGINT NULL,                 -- of this item only; NULL: every item
  first_period CHAR(7) NOT NULL,
  last_period CHAR(7) NOT NULL,        -- inclusive
  committed BIGINT NOT NULL,           -- approved and not yet received
  consumed BIGINT NOT NULL,            -- received
  PRIMARY KEY (county_id, budget_id),
  UNIQUE KEY budget_code (county_id, code),
  KEY budget_of_facility (county_id, facility_id),
  CONSTRAINT committed_is_not_negative CHECK (committed >= 0),
  CONSTRAINT consumed_is_not_negative CHECK (consumed >= 0),
  CONSTRAINT budget_periods_are_in_order CHECK (last_period >= first_period)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What may be spent grows by releases: a year's sum of which a quarter is released at a time has four.
CREATE TABLE IF NOT EXISTS budget_release (
  county_id BIGINT NOT NULL,
  budget_id BIGINT NOT NULL,
  release_id BIGINT NOT NULL,
  from_period CHAR(7) NOT NULL,        -- the first period that may spend it
  figure BIGINT NOT NULL,              -- below zero: taken back
  reason VARCHAR(500) NOT NULL,
  actor VARCHAR(100) NOT NULL,
  recorded_at DATETIME(6) NOT NULL,    -- UTC
  PRIMARY KEY (county_id, budget_id, release_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The primary key is the once-only key: a step of a document acts on a budget once.
CREATE TABLE IF NOT EXISTS budget_movement (
  county_id BIGINT NOT NULL,
  budget_id BIGINT NOT NULL,
  document_id BIGINT NOT NULL,
  step BIGINT NOT NULL,                -- the version that the document's step made
  action VARCHAR(16) NOT NULL,         -- commit, release, consume
  figure BIGINT NOT NULL,
  PRIMARY KEY (county_id, budget_id, document_id, step, action),
  CONSTRAINT budget_movement_is_positive CHECK (figure > 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
