-- What others publish (national drug codes, the insurance list, results of volume-based purchasing):
-- kept as it came, never merged into the county's items. A row that cannot be understood waits in
-- quarantine with its reason; what belongs to which item is proposed, and decided by a person.

-- Units and forms that the county knows, besides those of its items.
CREATE TABLE IF NOT EXISTS catalogue_term (
  county_id BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  term VARCHAR(190) NOT NULL,
  accepted_by VARCHAR(100) NOT NULL,
  accepted_on DATE NOT NULL,
  PRIMARY KEY (county_id, kind, term)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- column_names is a JSON array of texts, in the order of the file. quarantined_rows counts those that
-- went into quarantine when the release was taken in, lifted since or not.
CREATE TABLE IF NOT EXISTS catalogue_release (
  county_id BIGINT NOT NULL,
  release_id BIGINT NOT NULL,
  source VARCHAR(32) NOT NULL,
  batch VARCHAR(64) NOT NULL,
  released_on DATE NOT NULL,
  taken_in_on DATE NOT NULL,
  column_names MEDIUMTEXT NOT NULL,
  row_count BIGINT NOT NULL,
  quarantined_rows BIGINT NOT NULL,
  PRIMARY KEY (county_id, release_id),
  UNIQUE KEY release_batch (county_id, source, batch)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- cells is a JSON array of texts, one a column: the row as it was given. The columns beside it repeat
-- those of its cells that mappings are found by.
CREATE TABLE IF NOT EXISTS release_row (
  county_id BIGINT NOT NULL,
  release_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  code VARCHAR(190) NOT NULL,
  form VARCHAR(500) NOT NULL,
  unit VARCHAR(500) NOT NULL,
  approval_no VARCHAR(500) NOT NULL,
  strength VARCHAR(500) NOT NULL,
  pack_size VARCHAR(500) NOT NULL,
  cells MEDIUMTEXT NOT NULL,
  PRIMARY KEY (county_id, release_id, row_no)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- code_reason: which fault of a code it was; empty for reasons that are not about codes.
CREATE TABLE IF NOT EXISTS release_quarantine (
  county_id BIGINT NOT NULL,
  release_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  reason VARCHAR(64) NOT NULL,
  code_reason VARCHAR(64) NOT NULL,
  found VARCHAR(500) NOT NULL,
  sentence_zh TEXT NOT NULL,
  sentence_en TEXT NOT NULL,
  lifted_on DATE NULL,
  PRIMARY KEY (county_id, release_id, row_no, reason)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What a row means in the county's catalogue, as it stands now.
CREATE TABLE IF NOT EXISTS release_mapping (
  county_id BIGINT NOT NULL,
  release_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  item_id BIGINT NULL,
  reason VARCHAR(64) NOT NULL,
  PRIMARY KEY (county_id, release_id, row_no)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS release_mapping_candidate (
  county_id BIGINT NOT NULL,
  release_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  basis VARCHAR(32) NOT NULL,
  PRIMARY KEY (county_id, release_id, row_no, item_id, basis)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Every decision that a person ever took about a row; the newest is the one that holds. No item: it
-- belongs to none.
CREATE TABLE IF NOT EXISTS release_mapping_decision (
  county_id BIGINT NOT NULL,
  release_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  decision_id BIGINT NOT NULL,
  item_id BIGINT NULL,
  reason VARCHAR(500) NOT NULL,
  decided_by VARCHAR(100) NOT NULL,
  decided_on DATE NOT NULL,
  PRIMARY KEY (county_id, release_id, row_no, decision_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
