-- Suppliers with their licences, and how the county is organised. What the tables of 0002 hold stays
-- there: the one licence of a supplier is read from supplier_version, so it needs no copy.

-- Who recorded a version, when and why; versions that came with a county folder have no note.
CREATE TABLE IF NOT EXISTS version_note (
  county_id BIGINT NOT NULL,
  noun VARCHAR(16) NOT NULL,         -- supplier, facility, manufacturer, route
  record_id BIGINT NOT NULL,
  version INT NOT NULL,
  recorded_at DATETIME(6) NOT NULL,  -- UTC
  actor VARCHAR(100) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  PRIMARY KEY (county_id, noun, record_id, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS manufacturer (
  county_id BIGINT NOT NULL,
  manufacturer_id BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(500) NOT NULL,
  registered_on DATE NOT NULL,
  PRIMARY KEY (county_id, manufacturer_id),
  UNIQUE KEY manufacturer_code (county_id, code)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A manufacturer lets a supplier sell its goods for a time.
CREATE TABLE IF NOT EXISTS supply_authorisation (
  county_id BIGINT NOT NULL,
  authorisation_id BIGINT NOT NULL,
  manufacturer_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  scope VARCHAR(500) NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE NULL,             -- the last day; NULL: without end
  PRIMARY KEY (county_id, authorisation_id),
  KEY authorisation_of_supplier (county_id, supplier_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A licence is never edited: it is renewed by another one, or withdrawn.
CREATE TABLE IF NOT EXISTS supplier_licence (
  county_id BIGINT NOT NULL,
  licence_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  kind VARCHAR(32) NOT NULL,
  licence_no VARCHAR(120) NOT NULL,
  issuer VARCHAR(500) NOT NULL,
  scope VARCHAR(2000) NOT NULL,
  valid_from DATE NOT NULL,
  expires_on DATE NULL,              -- the last day; NULL: without end
  renews_licence_id BIGINT NULL,     -- from valid_from on, this one stands for that one
  withdrawn_on DATE NULL,            -- the first day on which it counts no more
  withdrawn_reason VARCHAR(500) NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  actor VARCHAR(100) NOT NULL,
  PRIMARY KEY (county_id, licence_id),
  KEY renewal_of_licence (county_id, renews_licence_id),
  KEY licence_of_supplier (county_id, supplier_id),
  KEY licence_by_expiry (county_id, expires_on)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- How many days before its expiry a licence is warned of. A county without a row has 60, 30 and 7.
CREATE TABLE IF NOT EXISTS licence_policy (
  county_id BIGINT NOT NULL,
  effective_from DATE NOT NULL,
  document_no VARCHAR(120) NOT NULL,
  first_warning_days INT NOT NULL,
  second_warning_days INT NOT NULL,
  last_warning_days INT NOT NULL,
  PRIMARY KEY (county_id, effective_from),
  CONSTRAINT warnings_come_closer CHECK (first_warning_days > second_warning_days
    AND second_warning_days > last_warning_days AND last_warning_days >= 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS supplier_suspension (
  county_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  suspension_id BIGINT NOT NULL,
  suspended_on DATE NOT NULL,
  reason VARCHAR(500) NOT NULL,
  suspended_by VARCHAR(100) NOT NULL,
  reinstated_on DATE NULL,           -- the first day on which orders are allowed again
  reinstatement_reason VARCHAR(500) NOT NULL,
  reinstated_by VARCHAR(100) NOT NULL,
  PRIMARY KEY (county_id, supplier_id, suspension_id),
  CONSTRAINT suspension_ends_after_it_began CHECK (reinstated_on >= suspended_on)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A facility is a member from its first version on, but for the days from left_on until rejoined_on.
CREATE TABLE IF NOT EXISTS facility_departure (
  county_id BIGINT NOT NULL,
  facility_id BIGINT NOT NULL,
  departure_id BIGINT NOT NULL,
  left_on DATE NOT NULL,             -- the first day outside
  reason VARCHAR(500) NOT NULL,
  handover_facility_id BIGINT NULL,  -- who answers for what was open
  rejoined_on DATE NULL,             -- the first day inside again
  PRIMARY KEY (county_id, facility_id, departure_id),
  CONSTRAINT departure_ends_after_it_began CHECK (rejoined_on >= left_on)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which kind may stand under which. A county without a row has the rules of the program.
CREATE TABLE IF NOT EXISTS facility_parent_rule (
  county_id BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  parent_kind VARCHAR(16) NOT NULL,
  PRIMARY KEY (county_id, kind, parent_kind)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS accounting_entity (
  county_id BIGINT NOT NULL,
  entity_id BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(500) NOT NULL,
  registered_on DATE NOT NULL,
  PRIMARY KEY (county_id, entity_id),
  UNIQUE KEY entity_code (county_id, code)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Whose books a facility is in, from a day on. One that was never assigned is in its parent's.
CREATE TABLE IF NOT EXISTS facility_entity (
  county_id BIGINT NOT NULL,
  facility_id BIGINT NOT NULL,
  assignment_id BIGINT NOT NULL,
  entity_id BIGINT NOT NULL,
  effective_from DATE NOT NULL,
  PRIMARY KEY (county_id, facility_id, assignment_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A version of a route is in force until the next one begins; one without days is a closed route.
CREATE TABLE IF NOT EXISTS delivery_route (
  county_id BIGINT NOT NULL,
  route_id BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  version INT NOT NULL,
  PRIMARY KEY (county_id, route_id),
  UNIQUE KEY route_code (county_id, code)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS delivery_route_version (
  county_id BIGINT NOT NULL,
  route_id BIGINT NOT NULL,
  version INT NOT NULL,
  effective_from DATE NOT NULL,
  name VARCHAR(500) NOT NULL,
  hub_facility_id BIGINT NOT NULL,
  PRIMARY KEY (county_id, route_id, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS delivery_route_day (
  county_id BIGINT NOT NULL,
  route_id BIGINT NOT NULL,
  version INT NOT NULL,
  weekday TINYINT NOT NULL,          -- 1 Monday ... 7 Sunday
  PRIMARY KEY (county_id, route_id, version, weekday),
  CONSTRAINT weekday_of_the_week CHECK (weekday BETWEEN 1 AND 7)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS delivery_route_stop (
  county_id BIGINT NOT NULL,
  route_id BIGINT NOT NULL,
  version INT NOT NULL,
  stop_no INT NOT NULL,              -- 1, 2, ... in the order of the drive
  facility_id BIGINT NOT NULL,
  PRIMARY KEY (county_id, route_id, version, stop_no),
  UNIQUE KEY stop_once (county_id, route_id, version, facility_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A drugstore that helps out when the outpatient pharmacy of a facility has run out.
CREATE TABLE IF NOT EXISTS drugstore_link (
  county_id BIGINT NOT NULL,
  link_id BIGINT NOT NULL,
  pharmacy_facility_id BIGINT NOT NULL,
  drugstore_facility_id BIGINT NOT NULL,
  distance_metres BIGINT NOT NULL,
  opening_hours VARCHAR(500) NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE NULL,             -- the last day; NULL: without end
  PRIMARY KEY (county_id, link_id),
  KEY link_of_pharmacy (county_id, pharmacy_facility_id),
  KEY link_of_drugstore (county_id, drugstore_facility_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
