-- What every operation leaves behind: the command (so that a retry answers the same) and its link in
-- the county's audit chain.

CREATE TABLE IF NOT EXISTS county (
  county_id BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  registered_at DATETIME(6) NOT NULL,
  PRIMARY KEY (county_id),
  UNIQUE KEY county_code (code)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS command (
  county_id BIGINT NOT NULL,
  idempotency_key VARCHAR(190) NOT NULL,
  operation VARCHAR(64) NOT NULL,
  actor VARCHAR(100) NOT NULL,
  content_hash CHAR(64) NOT NULL,
  answer MEDIUMTEXT NOT NULL,
  completed_at DATETIME(6) NOT NULL,
  PRIMARY KEY (county_id, idempotency_key)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS audit_entry (
  county_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  actor VARCHAR(100) NOT NULL,
  operation VARCHAR(64) NOT NULL,
  idempotency_key VARCHAR(190) NOT NULL,
  content_hash CHAR(64) NOT NULL,
  outcome VARCHAR(64) NOT NULL,
  previous_hash CHAR(64) NOT NULL,
  hash CHAR(64) NOT NULL,
  PRIMARY KEY (county_id, sequence)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The end of the chain. Its row is locked from the append to the commit: a chain has one order.
CREATE TABLE IF NOT EXISTS audit_head (
  county_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  hash CHAR(64) NOT NULL,
  PRIMARY KEY (county_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
