-- Suppliers' invoices and what matching found. A document, a case, a claim and a credit never change; the
-- standing of a line (invoice_line_match) and the state of an invoice follow from them.

CREATE TABLE IF NOT EXISTS supplier_invoice (
  county_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  supplier_id BIGINT NOT NULL,
  invoice_no VARCHAR(120) NOT NULL,
  number_key VARCHAR(500) NOT NULL,       -- the number without spaces, case and width: look-alikes are one
  withdrawn_id BIGINT NOT NULL,           -- 0; the invoice's id once it is withdrawn, so that its number is free
  kind VARCHAR(16) NOT NULL,
  issued_on DATE NOT NULL,
  currency CHAR(3) NOT NULL,
  gross_amount DECIMAL(20,2) NOT NULL,
  net_amount DECIMAL(20,2) NOT NULL,
  vat_amount DECIMAL(20,2) NOT NULL,
  rounding_amount DECIMAL(20,2) NOT NULL, -- gross = lines + rounding
  source VARCHAR(16) NOT NULL,
  document_hash CHAR(64) NOT NULL,
  content_key CHAR(64) NOT NULL,          -- what it says but its number: the same goods billed again
  refers_to_id BIGINT NULL,               -- the invoice that a credit or debit note is about
  reason VARCHAR(32) NULL,                -- of a credit note
  upstream_seller VARCHAR(500) NULL,      -- the earlier invoice of the chain: maker to distributor
  upstream_no VARCHAR(120) NULL,
  upstream_issued_on DATE NULL,
  state VARCHAR(16) NOT NULL,
  version INT NOT NULL,
  recorded_by VARCHAR(190) NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  PRIMARY KEY (county_id, invoice_id),
  UNIQUE KEY supplier_invoice_no (county_id, supplier_id, number_key, withdrawn_id),
  KEY supplier_invoice_content (county_id, supplier_id, content_key)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- As billed: order, item and lot are the supplier's words, looked up when it is matched.
CREATE TABLE IF NOT EXISTS supplier_invoice_line (
  county_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  order_no VARCHAR(120) NOT NULL,
  item_code VARCHAR(64) NOT NULL,
  lot_no VARCHAR(120) NOT NULL,           -- empty: the invoice names none
  quantity BIGINT NOT NULL,
  pack_price DECIMAL(18,6) NULL,          -- VAT included; NULL: the invoice names none
  pack_price_places TINYINT NULL,
  amount DECIMAL(20,2) NOT NULL,
  vat_rate DECIMAL(7,6) NOT NULL,
  vat_rate_places TINYINT NOT NULL,
  PRIMARY KEY (county_id, invoice_id, line_no),
  KEY invoice_line_of_order (county_id, order_no),
  CONSTRAINT billed_is_not_negative CHECK (quantity >= 0 AND amount >= 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- How a line stands since it was last matched: exactly one outcome. Only a matched line may be paid.
CREATE TABLE IF NOT EXISTS invoice_line_match (
  county_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  outcome VARCHAR(24) NOT NULL,
  rule VARCHAR(16) NOT NULL,              -- the first rule that it breaks; 'none'
  expected VARCHAR(190) NOT NULL,
  found VARCHAR(190) NOT NULL,
  payable_amount DECIMAL(20,2) NOT NULL,  -- what is released for payment, credits taken off; 0 while it is held
  policy_set_id BIGINT NULL,              -- whose tolerances were used; NULL: none was in force
  matched_by VARCHAR(190) NOT NULL,
  matched_at DATETIME(6) NOT NULL,
  PRIMARY KEY (county_id, invoice_id, line_no)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which received goods a matched line bills. Each matching adds rows: above zero what it claims, below zero what
-- it gives back, as after a credit note.
CREATE TABLE IF NOT EXISTS invoice_claim (
  county_id BIGINT NOT NULL,
  receipt_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  run_id BIGINT NOT NULL,                 -- the matching that it comes from
  quantity BIGINT NOT NULL,
  PRIMARY KEY (county_id, receipt_id, item_id, lot_id, invoice_id, line_no, run_id),
  KEY claim_of_invoice (county_id, invoice_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What a line of a credit note takes off which line of which invoice.
CREATE TABLE IF NOT EXISTS invoice_credit (
  county_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  document_id BIGINT NOT NULL,
  document_line_no INT NOT NULL,
  quantity BIGINT NOT NULL,
  amount DECIMAL(20,2) NOT NULL,
  PRIMARY KEY (county_id, invoice_id, line_no, document_id, document_line_no),
  CONSTRAINT credit_is_not_negative CHECK (quantity >= 0 AND amount >= 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Received goods that went back to the supplier, as its credit notes say.
CREATE TABLE IF NOT EXISTS receipt_return (
  county_id BIGINT NOT NULL,
  receipt_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  document_id BIGINT NOT NULL,
  document_line_no INT NOT NULL,
  quantity BIGINT NOT NULL,
  PRIMARY KEY (county_id, receipt_id, item_id, lot_id, document_id, document_line_no),
  CONSTRAINT return_is_positive CHECK (quantity > 0)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A difference, named. It is open until a row of invoice_case_settlement says which way out was taken.
CREATE TABLE IF NOT EXISTS invoice_case (
  county_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  outcome VARCHAR(24) NOT NULL,
  rule VARCHAR(16) NOT NULL,
  expected VARCHAR(190) NOT NULL,
  found VARCHAR(190) NOT NULL,
  policy_set_id BIGINT NULL,
  opened_by VARCHAR(190) NOT NULL,
  opened_at DATETIME(6) NOT NULL,
  PRIMARY KEY (county_id, case_id),
  KEY case_of_invoice (county_id, invoice_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS invoice_case_settlement (
  county_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  way_out VARCHAR(32) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  corrected_price DECIMAL(18,6) NULL,
  corrected_price_places TINYINT NULL,
  settled_by VARCHAR(190) NOT NULL,
  settled_at DATETIME(6) NOT NULL,
  PRIMARY KEY (county_id, case_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
