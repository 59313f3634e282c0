#pragma once

#include <map>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/supplier_invoice_table.h"
#include "procurement/settlement/match_lines.h"

namespace wutong::procurement {

/// A line with what is known of it: how it stands, and which goods it claims now.
struct StandingLine {
  BilledLine billed;
  bool is_matched = false;
  std::vector<Claim> claims;
};

/// Everything that matching one invoice needs, loaded in a handful of queries.
struct MatchFacts {
  InvoiceFacts invoice;
  std::vector<StandingLine> lines;  ///< by line number
  OrderFacts orders;                ///< what is claimed includes the claims of these lines
  MatchPolicy policy;
};

/// Locks the orders that the invoice names, so that two invoices for the same goods have their
/// turns, and loads. The invoice's own row is locked already.
MatchFacts load_match_facts(inventory::Connection& connection, std::int64_t county_id,
                            const inventory::StoredInvoice& invoice);

/// The policy set "invoice_match" in force on a day: price_per_mille, amount_fen_per_line,
/// two_invoice_rule ("required").
MatchPolicy load_match_policy(inventory::Connection& connection, std::int64_t county_id,
                              inventory::Date as_of);

}  // namespace wutong::procurement
