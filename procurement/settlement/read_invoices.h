#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/supplier_invoice_table.h"
#include "procurement/settlement/match_lines.h"

namespace wutong::procurement {

/// A line and how it stands; without an outcome it was never matched.
struct InvoiceLineView {
  inventory::InvoiceLine line;
  std::optional<MatchOutcome> outcome;
  MatchRule rule = MatchRule::none;
  std::string expected;
  std::string found;
  pricing::Money payable;
  pricing::Quantity credited_quantity;
  pricing::Money credited_amount;
};

struct InvoiceCaseView {
  std::int64_t case_id{};
  std::int64_t line_no{};
  MatchOutcome outcome{};
  MatchRule rule{};
  std::string expected;
  std::string found;
  std::string policy_document;  ///< of the policy set whose tolerances were used; empty: none
  std::string opened_by;
  std::string opened_at;
  std::optional<WayOut> way_out;  ///< none: open
  std::string reason;
  std::optional<pricing::UnitPrice> corrected_price;
  std::string settled_by;
  std::string settled_at;
};

struct InvoiceView {
  inventory::StoredInvoice head;
  std::vector<InvoiceLineView> lines;
  std::vector<InvoiceCaseView> cases;  ///< in the order in which they were opened
};

/// An invoice with its lines and cases; nothing when there is none.
std::optional<InvoiceView> show_invoice(inventory::Connection& connection, std::int64_t county_id,
                                        std::int64_t invoice_id);

}  // namespace wutong::procurement
