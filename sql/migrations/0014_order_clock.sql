-- When a supplier has to answer an order of the daily work: written when it is sent, and again when it is
-- sent again, by the policy of that day. Kept, so that who was late stays so when the policy changes.

CREATE TABLE IF NOT EXISTS purchase_order_clock (
  county_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  placed_version BIGINT NOT NULL,      -- the order's version that was sent
  answer_due_at DATETIME(6) NOT NULL,  -- UTC
  escalated_version BIGINT NULL,       -- the step that noted that no answer came; NULL: none
  PRIMARY KEY (county_id, order_id),
  KEY order_answer_due (county_id, answer_due_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
