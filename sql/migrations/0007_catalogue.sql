-- The group catalogue as living records: further fields of an item, its being enabled, formularies,
-- and policy sets.

-- The fields that a county folder does not carry, under the version of item_version that they belong
-- to. An item version without a row here is plain: every field empty.
CREATE TABLE IF NOT EXISTS item_detail_version (
  county_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  version INT NOT NULL,
  generic_name_en VARCHAR(500) NOT NULL,
  licence_holder VARCHAR(500) NOT NULL,
  national_code VARCHAR(64) NOT NULL,
  insurance_product_code VARCHAR(64) NOT NULL,
  gtin VARCHAR(14) NOT NULL,
  essential_medicine TINYINT NOT NULL,
  insurance_class VARCHAR(16) NOT NULL,
  vbp_batch VARCHAR(64) NOT NULL,
  controlled_class VARCHAR(64) NOT NULL,
  antibiotic_level VARCHAR(64) NOT NULL,
  trace_coded TINYINT NOT NULL,
  shelf_life_months INT NULL,
  route VARCHAR(64) NOT NULL,
  form_family VARCHAR(64) NOT NULL,
  price_ratio_group VARCHAR(64) NOT NULL,
  ratio_representative TINYINT NOT NULL,
  primary_level_only TINYINT NOT NULL,
  PRIMARY KEY (county_id, item_id, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- An item is enabled unless the last row of the day says otherwise. status_id grows with time.
CREATE TABLE IF NOT EXISTS item_status (
  county_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  status_id BIGINT NOT NULL,
  effective_from DATE NOT NULL,
  enabled TINYINT NOT NULL,
  reason VARCHAR(500) NOT NULL,
  actor VARCHAR(190) NOT NULL,
  PRIMARY KEY (county_id, item_id, status_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- effective_until is the first day on which the entry no longer holds; NULL: open.
CREATE TABLE IF NOT EXISTS formulary_entry (
  county_id BIGINT NOT NULL,
  tier VARCHAR(16) NOT NULL,
  item_id BIGINT NOT NULL,
  effective_from DATE NOT NULL,
  effective_until DATE NULL,
  reason VARCHAR(500) NOT NULL,
  removal_reason VARCHAR(500) NOT NULL,
  brand_exception VARCHAR(500) NOT NULL,
  PRIMARY KEY (county_id, tier, item_id, effective_from),
  KEY formulary_of_item (county_id, item_id),
  CONSTRAINT formulary_entry_lasts CHECK (effective_until IS NULL OR effective_until > effective_from)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Policy numbers are data: each set names its jurisdiction and document, and never changes.
CREATE TABLE IF NOT EXISTS policy_set (
  county_id BIGINT NOT NULL,
  policy_set_id BIGINT NOT NULL,
  subject VARCHAR(64) NOT NULL,
  jurisdiction VARCHAR(190) NOT NULL,
  document_no VARCHAR(190) NOT NULL,
  effective_from DATE NOT NULL,
  effective_to DATE NULL,
  parameters LONGTEXT NOT NULL,
  PRIMARY KEY (county_id, policy_set_id),
  UNIQUE KEY policy_set_begin (county_id, subject, effective_from)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
