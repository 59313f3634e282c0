-- What facilities use, how much of it they keep, until when they can ask, and what was short.

-- What a facility used on a day. Never changed: a mistake is taken back by a document that names it.
CREATE TABLE IF NOT EXISTS consumption (
  county_id BIGINT NOT NULL,
  consumption_id BIGINT NOT NULL,
  consumption_no VARCHAR(120) NOT NULL,
  facility_id BIGINT NOT NULL,
  used_on DATE NOT NULL,
  reverses_id BIGINT NULL,             -- the document that it takes back; NULL: it takes back none
  reason VARCHAR(500) NOT NULL,
  actor VARCHAR(190) NOT NULL,
  recorded_at DATETIME(6) NOT NULL,    -- UTC
  PRIMARY KEY (county_id, consumption_id),
  UNIQUE KEY consumption_number (county_id, consumption_no),
  UNIQUE KEY taken_back_once (county_id, reverses_id),
  KEY consumption_of_facility (county_id, facility_id, used_on)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Base units; each line is a movement between the facility and what was consumed (location -3).
CREATE TABLE IF NOT EXISTS consumption_line (
  county_id BIGINT NOT NULL,
  consumption_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  PRIMARY KEY (county_id, consumption_id, item_id, lot_id),
  CONSTRAINT something_was_used CHECK (quantity > 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which items a facility keeps by fixed levels instead of by what it uses. Every change of the list is a
-- version; of an item the line of the highest version holds.
CREATE TABLE IF NOT EXISTS stock_list (
  county_id BIGINT NOT NULL,
  facility_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county_id, facility_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS stock_list_line (
  county_id BIGINT NOT NULL,
  facility_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  method VARCHAR(16) NOT NULL,         -- minimum_maximum, imprest; periodic_review: off the list again
  minimum BIGINT NULL,                 -- base units; at or below it the stock is filled up
  maximum BIGINT NULL,                 -- base units; filled up to here (of an imprest list: the level)
  note VARCHAR(200) NOT NULL,
  actor VARCHAR(190) NOT NULL,
  recorded_at DATETIME(6) NOT NULL,    -- UTC
  PRIMARY KEY (county_id, facility_id, item_id, version),
  CONSTRAINT levels_are_in_order CHECK (minimum >= 0 AND maximum >= minimum)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Until when regular requisitions are taken for a delivery of the route. Never changed: the highest version
-- holds; one without a time ends the calendar.
CREATE TABLE IF NOT EXISTS route_calendar (
  county_id BIGINT NOT NULL,
  route_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  days_before TINYINT NULL,            -- before the day of the delivery
  cut_off_time CHAR(5) NULL,           -- '17:00', the county's clock
  note VARCHAR(200) NOT NULL,
  actor VARCHAR(190) NOT NULL,
  recorded_at DATETIME(6) NOT NULL,    -- UTC
  PRIMARY KEY (county_id, route_id, version),
  CONSTRAINT cut_off_within_a_week CHECK (days_before BETWEEN 0 AND 6)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Somebody waits for an item that was short.
CREATE TABLE IF NOT EXISTS shortage_case (
  county_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  case_no VARCHAR(120) NOT NULL,
  facility_id BIGINT NOT NULL,         -- where who asked is told and collects
  item_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,            -- base units
  asked_by VARCHAR(100) NOT NULL,
  contact VARCHAR(200) NOT NULL,
  cycle_id BIGINT NULL,                -- the period whose dispatch left it short; NULL: entered by hand
  state VARCHAR(16) NOT NULL,
  version BIGINT NOT NULL,
  registered_on DATE NOT NULL,
  PRIMARY KEY (county_id, case_id),
  UNIQUE KEY shortage_case_number (county_id, case_no),
  UNIQUE KEY shortage_of_dispatch_once (county_id, cycle_id, item_id, facility_id),
  KEY shortage_case_of_facility (county_id, facility_id, case_id),
  CONSTRAINT something_is_short CHECK (quantity > 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS shortage_case_step (
  county_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  version BIGINT NOT NULL,             -- the one that the step made
  action VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,          -- after it
  note VARCHAR(500) NOT NULL,
  actor VARCHAR(190) NOT NULL,
  done_at DATETIME(6) NOT NULL,        -- UTC
  PRIMARY KEY (county_id, case_id, version)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
