-- Signed checkpoints of the audit chain, and the hash of what each command answered.

-- Says that the chain of a county had this hash at this row at that moment. Numbered from 1 without
-- gaps, each with the SHA-256 of the text that the one before signed: none can be taken out unseen.
CREATE TABLE IF NOT EXISTS audit_checkpoint (
  county_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  sequence BIGINT NOT NULL,          -- the row of audit_entry; 0: the chain had none
  hash CHAR(64) NOT NULL,            -- of that row
  made_at DATETIME NOT NULL,         -- UTC
  previous CHAR(64) NOT NULL,
  key_fingerprint CHAR(64) NOT NULL, -- SHA-256 of the public key (DER)
  signature CHAR(88) NOT NULL,       -- Ed25519, Base64
  PRIMARY KEY (county_id, number)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- SHA-256 of the answer kept in `command`. The hash of the row of audit_entry covers it, so it can be
-- neither changed nor removed; rows of before this table have none.
CREATE TABLE IF NOT EXISTS audit_answer (
  county_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  answer_hash CHAR(64) NOT NULL,
  PRIMARY KEY (county_id, sequence)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
