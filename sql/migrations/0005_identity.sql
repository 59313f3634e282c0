-- Who may do what: users, their roles, sessions and API tokens, and what slows guessing. Nothing here
-- holds a secret that would let its reader in: passwords as Argon2id, tokens as SHA-256 of 256 random
-- bits, the secrets of authenticators sealed with a key that is not in the database.

CREATE TABLE IF NOT EXISTS user_account (
  county_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  user_name VARCHAR(40) NOT NULL,
  version INT NOT NULL,
  display_name VARCHAR(400) NOT NULL,
  status VARCHAR(16) NOT NULL,
  supplier_id BIGINT NULL,
  created_at DATETIME(6) NOT NULL,
  last_sign_in_at DATETIME(6) NULL,
  PRIMARY KEY (county_id, user_id),
  UNIQUE KEY user_account_name (county_id, user_name),
  CHECK (status IN ('enabled', 'disabled'))
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- totp_sealed: empty when there is no authenticator; totp_confirmed: its first code was right.
-- totp_last_step: the step of time of the last code that was taken, so that none counts twice.
CREATE TABLE IF NOT EXISTS user_credential (
  county_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  password_hash VARCHAR(128) NOT NULL,
  must_change_password TINYINT NOT NULL,
  password_changed_at DATETIME(6) NOT NULL,
  totp_sealed VARCHAR(255) NOT NULL,
  totp_confirmed TINYINT NOT NULL,
  totp_last_step BIGINT NOT NULL,
  PRIMARY KEY (county_id, user_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A grant that was taken back stays: who held which role when is asked years later. facility_id 0 is
-- the whole county.
CREATE TABLE IF NOT EXISTS role_grant (
  county_id BIGINT NOT NULL,
  grant_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  role VARCHAR(32) NOT NULL,
  facility_id BIGINT NOT NULL,
  granted_at DATETIME(6) NOT NULL,
  granted_by VARCHAR(100) NOT NULL,
  revoked_at DATETIME(6) NULL,
  revoked_by VARCHAR(100) NULL,
  PRIMARY KEY (county_id, grant_id),
  KEY role_grant_user (county_id, user_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS user_session (
  county_id BIGINT NOT NULL,
  token_hash CHAR(64) NOT NULL,
  user_id BIGINT NOT NULL,
  started_at DATETIME(6) NOT NULL,
  last_seen_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  PRIMARY KEY (county_id, token_hash),
  KEY user_session_user (county_id, user_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- scopes: wire names of duties, a space between.
CREATE TABLE IF NOT EXISTS api_token (
  county_id BIGINT NOT NULL,
  token_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  name VARCHAR(240) NOT NULL,
  token_hash CHAR(64) NOT NULL,
  scopes TEXT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  revoked_at DATETIME(6) NULL,
  PRIMARY KEY (county_id, token_id),
  UNIQUE KEY api_token_hash (county_id, token_hash),
  KEY api_token_user (county_id, user_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Failed attempts to sign in, by what they have in common (user and source, source, user: hashed with
-- a key). wait_noted: the audit chain already says that somebody was made to wait.
CREATE TABLE IF NOT EXISTS sign_in_attempts (
  county_id BIGINT NOT NULL,
  counter_hash CHAR(64) NOT NULL,
  failures BIGINT NOT NULL,
  last_at DATETIME(6) NOT NULL,
  wait_noted TINYINT NOT NULL,
  PRIMARY KEY (county_id, counter_hash),
  KEY sign_in_attempts_age (county_id, last_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- From where a user has signed in before: the hash of a device's cookie, or of a source address.
CREATE TABLE IF NOT EXISTS known_origin (
  county_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  origin_hash CHAR(64) NOT NULL,
  last_at DATETIME(6) NOT NULL,
  PRIMARY KEY (county_id, user_id, origin_hash)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
