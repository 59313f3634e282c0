-- Stock and money: append-only movements and postings, and the balances that they prove.

-- A lot at one cost. The same lot number bought again at another price, or counted in another pack, is
-- another row: what a lot cost never changes.
CREATE TABLE IF NOT EXISTS lot (
  county_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  lot_no VARCHAR(120) NOT NULL,
  expires_on DATE NOT NULL,
  supplier_id BIGINT NULL,           -- NULL: opening stock
  pack_price DECIMAL(18,6) NULL,     -- NULL: a member's opening stock, whose cost is not known here
  pack_price_places TINYINT NULL,
  pack_size BIGINT NOT NULL,
  PRIMARY KEY (county_id, lot_id),
  KEY lot_of_item (county_id, item_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A location is a facility, or one of the places outside of it that have negative numbers:
-- -1 what was there before the first cycle, -2 the suppliers.
-- The primary key is the once-only key: a document moves a lot between two places once.
CREATE TABLE IF NOT EXISTS stock_movement (
  county_id BIGINT NOT NULL,
  document_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  from_location_id BIGINT NOT NULL,
  to_location_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  PRIMARY KEY (county_id, document_id, lot_id, from_location_id, to_location_id),
  CONSTRAINT movement_is_positive CHECK (quantity > 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS stock_balance (
  county_id BIGINT NOT NULL,
  location_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  PRIMARY KEY (county_id, location_id, lot_id),
  CONSTRAINT balance_is_not_negative CHECK (quantity >= 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS journal_entry (
  county_id BIGINT NOT NULL,
  entry_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  entry_no BIGINT NOT NULL,          -- 1, 2, ... within the cycle
  kind VARCHAR(16) NOT NULL,
  source VARCHAR(120) NOT NULL,
  PRIMARY KEY (county_id, entry_id),
  UNIQUE KEY journal_entry_no (county_id, cycle_id, entry_no)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- party_id: the supplier for payables, the facility for receivables, the item for the other accounts.
CREATE TABLE IF NOT EXISTS posting (
  county_id BIGINT NOT NULL,
  entry_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  account VARCHAR(16) NOT NULL,
  party_id BIGINT NOT NULL,
  debit DECIMAL(20,2) NOT NULL,
  credit DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, entry_id, line_no)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS account_balance (
  county_id BIGINT NOT NULL,
  account VARCHAR(16) NOT NULL,
  party_id BIGINT NOT NULL,
  balance DECIMAL(20,2) NOT NULL,    -- debits less credits
  PRIMARY KEY (county_id, account, party_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
