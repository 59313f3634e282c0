-- What a write over HTTP was answered, so that its repetition is answered the same to the letter, whatever
-- became of the record meanwhile. Kept for days, not for ever: `command` is what keeps a repetition from being
-- done twice.

CREATE TABLE IF NOT EXISTS http_answer (
  county_id BIGINT NOT NULL,
  idempotency_key VARCHAR(190) NOT NULL,
  content_hash CHAR(64) NOT NULL,
  status INT NOT NULL,
  content_type VARCHAR(190) NOT NULL,
  headers TEXT NOT NULL,               -- a JSON array of [name, value]
  body MEDIUMTEXT NOT NULL,
  answered_at DATETIME(6) NOT NULL,    -- UTC
  PRIMARY KEY (county_id, idempotency_key),
  KEY http_answer_by_age (county_id, answered_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
