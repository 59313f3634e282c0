-- Members, suppliers and items. The plain table holds what is valid now, the *_version table all that
-- ever was, with the day from which it holds. Nothing is deleted.

CREATE TABLE IF NOT EXISTS facility (
  county_id BIGINT NOT NULL,
  facility_id BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  version INT NOT NULL,
  name VARCHAR(500) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  parent_id BIGINT NULL,
  PRIMARY KEY (county_id, facility_id),
  UNIQUE KEY facility_code (county_id, code)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS facility_version (
  county_id BIGINT NOT NULL,
  facility_id BIGINT NOT NULL,
  version INT NOT NULL,
  effective_from DATE NOT NULL,
  name VARCHAR(500) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  parent_id BIGINT NULL,
  PRIMARY KEY (county_id, facility_id, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS supplier (
  county_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  version INT NOT NULL,
  name VARCHAR(500) NOT NULL,
  licence_no VARCHAR(500) NOT NULL,
  licence_expires_on DATE NULL,
  order_fee DECIMAL(20,2) NULL,
  minimum_order_amount DECIMAL(20,2) NULL,
  PRIMARY KEY (county_id, supplier_id),
  UNIQUE KEY supplier_code (county_id, code)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS supplier_version (
  county_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  version INT NOT NULL,
  effective_from DATE NOT NULL,
  name VARCHAR(500) NOT NULL,
  licence_no VARCHAR(500) NOT NULL,
  licence_expires_on DATE NULL,
  order_fee DECIMAL(20,2) NULL,
  minimum_order_amount DECIMAL(20,2) NULL,
  PRIMARY KEY (county_id, supplier_id, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- *_places: the decimals that a price or rate came with, so that 8.70 stays "8.70".
CREATE TABLE IF NOT EXISTS item (
  county_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  version INT NOT NULL,
  generic_name VARCHAR(500) NOT NULL,
  trade_name VARCHAR(500) NOT NULL,
  form VARCHAR(500) NOT NULL,
  strength VARCHAR(500) NOT NULL,
  base_unit VARCHAR(500) NOT NULL,
  pack_size BIGINT NOT NULL,
  manufacturer VARCHAR(500) NOT NULL,
  kind VARCHAR(500) NOT NULL,
  storage VARCHAR(500) NOT NULL,
  vat_rate DECIMAL(7,6) NOT NULL,
  vat_rate_places TINYINT NOT NULL,
  substitution_group VARCHAR(500) NOT NULL,
  approval_no VARCHAR(500) NOT NULL,
  list_price DECIMAL(18,6) NULL,
  list_price_places TINYINT NULL,
  PRIMARY KEY (county_id, item_id),
  UNIQUE KEY item_code (county_id, code)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS item_version (
  county_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  version INT NOT NULL,
  effective_from DATE NOT NULL,
  generic_name VARCHAR(500) NOT NULL,
  trade_name VARCHAR(500) NOT NULL,
  form VARCHAR(500) NOT NULL,
  strength VARCHAR(500) NOT NULL,
  base_unit VARCHAR(500) NOT NULL,
  pack_size BIGINT NOT NULL,
  manufacturer VARCHAR(500) NOT NULL,
  kind VARCHAR(500) NOT NULL,
  storage VARCHAR(500) NOT NULL,
  vat_rate DECIMAL(7,6) NOT NULL,
  vat_rate_places TINYINT NOT NULL,
  substitution_group VARCHAR(500) NOT NULL,
  approval_no VARCHAR(500) NOT NULL,
  list_price DECIMAL(18,6) NULL,
  list_price_places TINYINT NULL,
  PRIMARY KEY (county_id, item_id, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
