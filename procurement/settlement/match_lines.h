#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inventory/records/supplier_invoice.h"

namespace wutong::procurement {

/// What matching finds of a line (domain section 4). Only `matched` becomes payable.
enum class MatchOutcome {
  matched,
  price_difference,
  quantity_difference,  ///< more than came of this lot, not more than came of the order line
  over_invoiced,        ///< more than was accepted, not returned and not billed yet
  duplicate,            ///< over-invoiced by an invoice that says what an earlier one said
  unmatched,            ///< nothing to match it with
};

/// The rules in the order in which a line meets them; its outcome is that of the first it breaks.
enum class MatchRule { none, order, item, lot, date, chain, quantity, price, amount, vat_rate };

/// The ways out of a difference.
enum class WayOut { credit_note, price_correction, accept_with_authority, match_again, withdraw };

std::string_view to_string(MatchOutcome outcome);
std::string_view to_string(MatchRule rule);
std::string_view to_string(WayOut way);
std::optional<MatchOutcome> parse_match_outcome(std::string_view text);
std::optional<MatchRule> parse_match_rule(std::string_view text);
std::optional<WayOut> parse_way_out(std::string_view text);

/// Which ways lead out of a case. Nobody's authority lets more be paid than was accepted, or at a
/// VAT rate that is not the item's.
std::vector<WayOut> ways_out(MatchOutcome outcome, MatchRule rule);

/// A receipt line: what was accepted of a lot, what of it went back, what other lines bill.
struct ReceivedLot {
  std::int64_t receipt_id{};
  std::int64_t lot_id{};
  std::string lot_no;
  pricing::Quantity accepted;
  pricing::Quantity returned;
  pricing::Quantity claimed;

  pricing::Quantity open() const { return accepted - returned - claimed; }
};

/// An order line of the invoice's supplier, and what was received on it.
struct OrderLineFacts {
  std::int64_t order_id{};
  std::int64_t item_id{};
  std::optional<inventory::Date> ordered_on;
  pricing::UnitPrice pack_price;  ///< the contract price on the order date
  pricing::Quantity pack_size;
  pricing::VatRate vat_rate;
  std::string manufacturer;
  std::vector<ReceivedLot> lots;  ///< in the order in which they are billed
};

/// By order number and item code: all lines of the orders that the invoice names.
using OrderFacts = std::map<std::pair<std::string, std::string>, OrderLineFacts>;

/// A billed line with what has happened to it since.
struct BilledLine {
  inventory::InvoiceLine line;
  pricing::Quantity credited_quantity;
  pricing::Money credited_amount;
  std::set<MatchRule> accepted_rules;  ///< somebody with authority has accepted the difference
  std::optional<pricing::UnitPrice> corrected_price;

  pricing::Quantity quantity() const { return line.quantity - credited_quantity; }
  pricing::Money amount() const { return line.amount - credited_amount; }
};

/// What is asked of the whole invoice.
struct InvoiceFacts {
  inventory::Date issued_on{};
  std::string supplier_name;
  std::optional<inventory::UpstreamInvoice> upstream;
  std::string same_content_as;  ///< number of an earlier invoice that says the same; empty: none
};

/// How much a price or an amount may differ, as policy. Without a policy: not at all.
struct MatchPolicy {
  std::optional<std::int64_t> policy_set_id;
  std::int64_t price_per_mille = 0;
  pricing::Money amount_per_line;
  bool two_invoice_rule = false;
};

/// Goods that a line bills: so many units of a receipt line.
struct Claim {
  std::int64_t receipt_id{};
  std::int64_t item_id{};
  std::int64_t lot_id{};
  pricing::Quantity quantity;
};

struct LineMatch {
  std::int64_t line_no{};
  MatchOutcome outcome = MatchOutcome::matched;
  MatchRule rule = MatchRule::none;
  std::string expected;
  std::string found;
  pricing::Money payable;  ///< released for payment; 0 unless matched
  std::vector<Claim> claims;
};

/// The three-way match: order, receipt, invoice. Pure. Lines are taken in their order, and what one
/// claims is not there for the next; a line is matched whole or held whole.
std::vector<LineMatch> match_lines(const InvoiceFacts& invoice,
                                   const std::vector<BilledLine>& lines, OrderFacts orders,
                                   const MatchPolicy& policy);

}  // namespace wutong::procurement
