#include "procurement/settlement/match_lines.h"

#include <algorithm>

#include "pricing/decimal.h"
#include "pricing/rounding.h"

namespace wutong::procurement {

using pricing::Decimal;
using pricing::Money;
using pricing::Quantity;
using pricing::UnitPrice;

namespace {

/// The first rule that a line breaks.
struct Difference {
  MatchOutcome outcome{};
  MatchRule rule{};
  std::string expected;
  std::string found;
};
using Judgement = std::optional<Difference>;

/// |found - expected| <= expected x per mille, exactly.
bool is_within(std::int64_t found, std::int64_t expected, std::int64_t per_mille) {
  const Decimal difference = Decimal::of(found, 0) - Decimal::of(expected, 0);
  const Decimal distance = difference.sign() < 0 ? -difference : difference;
  return distance * Decimal::of(1000, 0) <= Decimal::of(expected, 0) * Decimal::of(per_mille, 0);
}

Quantity open_in_all(const std::vector<ReceivedLot>& lots) {
  Quantity open;
  for (const ReceivedLot& lot : lots) open += lot.open();
  return open;
}

/// What is open of the lot that the line names, or of all when it names none.
Quantity open_for(const BilledLine& billed, const std::vector<ReceivedLot>& lots) {
  if (billed.line.lot_no.empty()) return open_in_all(lots);
  Quantity open;
  for (const ReceivedLot& lot : lots) {
    if (lot.lot_no == billed.line.lot_no) open += lot.open();
  }
  return open;
}

class Matching {
 public:
  Matching(const InvoiceFacts& invoice, OrderFacts orders, const MatchPolicy& policy)
      : invoice_(invoice), orders_(std::move(orders)), policy_(policy) {}

  LineMatch match(const BilledLine& billed);

 private:
  Judgement judge_reference(const BilledLine& billed) const;
  Judgement judge_lot(const BilledLine& billed, const OrderLineFacts& order) const;
  Judgement judge_date(const BilledLine& billed, const OrderLineFacts& order) const;
  Judgement judge_chain(const BilledLine& billed, const OrderLineFacts& order) const;
  Judgement judge_quantity(const BilledLine& billed, const OrderLineFacts& order) const;
  Judgement judge_price(const BilledLine& billed, const OrderLineFacts& order) const;
  Judgement judge_amount(const BilledLine& billed, const OrderLineFacts& order) const;
  static Judgement judge_vat(const BilledLine& billed, const OrderLineFacts& order);
  Judgement judge(const BilledLine& billed, const OrderLineFacts& order) const;
  static std::vector<Claim> take(const BilledLine& billed, OrderLineFacts& order);

  const InvoiceFacts& invoice_;
  OrderFacts orders_;
  const MatchPolicy& policy_;
};

bool has_accepted(const BilledLine& billed, MatchRule rule) {
  return billed.accepted_rules.contains(rule);
}

/// The billed pack price tells, unless a credit has changed what the line costs.
bool is_priced(const BilledLine& billed) {
  return billed.line.pack_price.has_value() && billed.credited_amount.is_zero();
}

UnitPrice contract_price(const BilledLine& billed, const OrderLineFacts& order) {
  return billed.corrected_price.value_or(order.pack_price);
}

Judgement Matching::judge_reference(const BilledLine& billed) const {
  const auto& [order_no, item_code] = std::pair(billed.line.order_no, billed.line.item_code);
  if (orders_.contains({order_no, item_code})) return std::nullopt;
  const auto first = orders_.lower_bound({order_no, ""});
  const bool is_order = first != orders_.end() && first->first.first == order_no;
  return is_order
             ? Difference{MatchOutcome::unmatched, MatchRule::item, first->first.second, item_code}
             : Difference{MatchOutcome::unmatched, MatchRule::order, "", order_no};
}

Judgement Matching::judge_lot(const BilledLine& billed, const OrderLineFacts& order) const {
  if (billed.quantity().is_zero()) return std::nullopt;
  const std::string& lot_no = billed.line.lot_no;
  const bool has_come =
      std::any_of(order.lots.begin(), order.lots.end(),
                  [&](const ReceivedLot& lot) { return lot_no.empty() || lot.lot_no == lot_no; });
  if (has_come) return std::nullopt;
  return Difference{MatchOutcome::unmatched, MatchRule::lot,
                    order.lots.empty() ? "" : order.lots.front().lot_no, lot_no};
}

Judgement Matching::judge_date(const BilledLine& billed, const OrderLineFacts& order) const {
  if (!order.ordered_on || has_accepted(billed, MatchRule::date)) return std::nullopt;
  if (invoice_.issued_on >= *order.ordered_on) return std::nullopt;
  return Difference{MatchOutcome::unmatched, MatchRule::date,
                    ">= " + inventory::to_string(*order.ordered_on),
                    inventory::to_string(invoice_.issued_on)};
}

/// Two invoices at most from maker to hospital: one from the maker itself, or one that names the
/// maker's invoice to this supplier.
Judgement Matching::judge_chain(const BilledLine& billed, const OrderLineFacts& order) const {
  if (!policy_.two_invoice_rule || has_accepted(billed, MatchRule::chain)) return std::nullopt;
  if (order.manufacturer == invoice_.supplier_name) return std::nullopt;
  const Difference broken{MatchOutcome::unmatched, MatchRule::chain, order.manufacturer, ""};
  const auto& upstream = invoice_.upstream;
  if (!upstream) return broken;
  if (upstream->issued_on > invoice_.issued_on) {
    return Difference{MatchOutcome::unmatched, MatchRule::chain,
                      "<= " + inventory::to_string(invoice_.issued_on),
                      upstream->number + " " + inventory::to_string(upstream->issued_on)};
  }
  const bool is_maker = order.manufacturer.empty() || upstream->seller == order.manufacturer;
  if (is_maker) return std::nullopt;
  return Difference{broken.outcome, broken.rule, broken.expected, upstream->seller};
}

Judgement Matching::judge_quantity(const BilledLine& billed, const OrderLineFacts& order) const {
  const Quantity billed_now = billed.quantity();
  const Quantity open = open_for(billed, order.lots);
  if (billed_now <= open) return std::nullopt;
  Difference difference{MatchOutcome::over_invoiced, MatchRule::quantity, open.to_string(),
                        billed_now.to_string()};
  if (billed_now <= open_in_all(order.lots)) {
    if (has_accepted(billed, MatchRule::quantity)) return std::nullopt;
    difference.outcome = MatchOutcome::quantity_difference;
  } else if (!invoice_.same_content_as.empty()) {
    difference.outcome = MatchOutcome::duplicate;
    difference.expected = invoice_.same_content_as;
  }
  return difference;
}

Judgement Matching::judge_price(const BilledLine& billed, const OrderLineFacts& order) const {
  if (!is_priced(billed) || has_accepted(billed, MatchRule::price)) return std::nullopt;
  const UnitPrice expected = contract_price(billed, order);
  const UnitPrice found = *billed.line.pack_price;
  if (is_within(found.micros(), expected.micros(), policy_.price_per_mille)) return std::nullopt;
  return Difference{MatchOutcome::price_difference, MatchRule::price, expected.to_string(),
                    found.to_string()};
}

/// amount = round half up(quantity x price), once. A line without a price is judged by what the
/// contract price makes of it, within the tolerance of prices.
Judgement Matching::judge_amount(const BilledLine& billed, const OrderLineFacts& order) const {
  if (has_accepted(billed, MatchRule::amount)) return std::nullopt;
  const UnitPrice price =
      is_priced(billed) ? *billed.line.pack_price : contract_price(billed, order);
  const Money expected =
      pricing::amount_of(price, billed.quantity(), order.pack_size, pricing::Rounding::half_up);
  const Money found = billed.amount();
  const Money difference = found < expected ? expected - found : found - expected;
  if (difference <= policy_.amount_per_line) return std::nullopt;
  if (!is_priced(billed) && is_within(found.fen(), expected.fen(), policy_.price_per_mille)) {
    return std::nullopt;
  }
  return Difference{MatchOutcome::price_difference, MatchRule::amount, expected.to_string(),
                    found.to_string()};
}

Judgement Matching::judge_vat(const BilledLine& billed, const OrderLineFacts& order) {
  if (billed.line.vat_rate == order.vat_rate || billed.amount().is_zero()) return std::nullopt;
  return Difference{MatchOutcome::price_difference, MatchRule::vat_rate, order.vat_rate.to_string(),
                    billed.line.vat_rate.to_string()};
}

Judgement Matching::judge(const BilledLine& billed, const OrderLineFacts& order) const {
  if (auto difference = judge_lot(billed, order)) return difference;
  if (auto difference = judge_date(billed, order)) return difference;
  if (auto difference = judge_chain(billed, order)) return difference;
  if (auto difference = judge_quantity(billed, order)) return difference;
  if (auto difference = judge_price(billed, order)) return difference;
  if (auto difference = judge_amount(billed, order)) return difference;
  return judge_vat(billed, order);
}

/// The lot that the line names first; others only when the difference of quantity was accepted.
std::vector<Claim> Matching::take(const BilledLine& billed, OrderLineFacts& order) {
  std::vector<Claim> claims;
  Quantity wanted = billed.quantity();
  for (const bool named : {true, false}) {
    for (ReceivedLot& lot : order.lots) {
      const bool is_named = billed.line.lot_no.empty() || lot.lot_no == billed.line.lot_no;
      const Quantity taken = is_named == named ? std::min(wanted, lot.open()) : Quantity();
      if (taken <= Quantity()) continue;
      lot.claimed += taken;
      wanted -= taken;
      claims.push_back({lot.receipt_id, order.item_id, lot.lot_id, taken});
    }
  }
  return claims;
}

LineMatch Matching::match(const BilledLine& billed) {
  const std::int64_t line_no = billed.line.line_no;
  Judgement difference = judge_reference(billed);
  const auto order = orders_.find({billed.line.order_no, billed.line.item_code});
  if (!difference) difference = judge(billed, order->second);
  if (difference) {
    return {line_no,
            difference->outcome,
            difference->rule,
            difference->expected,
            difference->found,
            Money(),
            {}};
  }
  return {line_no,         MatchOutcome::matched,      MatchRule::none, "", "",
          billed.amount(), take(billed, order->second)};
}

}  // namespace

std::vector<LineMatch> match_lines(const InvoiceFacts& invoice,
                                   const std::vector<BilledLine>& lines, OrderFacts orders,
                                   const MatchPolicy& policy) {
  Matching matching(invoice, std::move(orders), policy);
  std::vector<LineMatch> matches;
  matches.reserve(lines.size());
  for (const BilledLine& line : lines) matches.push_back(matching.match(line));
  return matches;
}

}  // namespace wutong::procurement
