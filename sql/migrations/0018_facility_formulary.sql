-- What a facility chooses of the formulary of its tier. A facility without any row uses all of it.

-- effective_until is the first day on which the entry no longer holds; NULL: open. An entry counts on
-- the days only on which the tier's formulary holds the item too.
CREATE TABLE IF NOT EXISTS facility_formulary_entry (
  county_id BIGINT NOT NULL,
  facility_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  effective_from DATE NOT NULL,
  effective_until DATE NULL,
  reason VARCHAR(500) NOT NULL,
  removal_reason VARCHAR(500) NOT NULL,
  PRIMARY KEY (county_id, facility_id, item_id, effective_from),
  KEY facility_formulary_begin (county_id, facility_id, effective_from),
  KEY facility_formulary_of_item (county_id, item_id),
  CONSTRAINT facility_formulary_entry_lasts CHECK (effective_until IS NULL OR effective_until > effective_from)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
