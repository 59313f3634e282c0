#include "procurement/settlement/decide_credits.h"

#include <algorithm>

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::InvoiceLine;
using pricing::Money;
using pricing::Quantity;

namespace {

class Crediting {
 public:
  Crediting(const inventory::SupplierInvoice& note, const MatchFacts& facts)
      : note_(note), lines_(facts.lines), orders_(facts.orders) {}

  void credit(const InvoiceLine& line) {
    StandingLine& target = find_target(line);
    target.billed.credited_quantity += line.quantity;
    target.billed.credited_amount += line.amount;
    credits_.credits.push_back(
        {line.line_no, target.billed.line.line_no, line.quantity, line.amount});
    if (note_.reason == inventory::CreditReason::returned_goods) take_back(line, target);
  }
  Credits credits() && { return std::move(credits_); }

 private:
  StandingLine& find_target(const InvoiceLine& line);
  void take_back(const InvoiceLine& line, StandingLine& target);

  const inventory::SupplierInvoice& note_;
  std::vector<StandingLine> lines_;
  OrderFacts orders_;
  Credits credits_;
};

bool is_about(const InvoiceLine& credit, const InvoiceLine& billed) {
  return credit.order_no == billed.order_no && credit.item_code == billed.item_code &&
         credit.lot_no == billed.lot_no;
}

bool has_left(const BilledLine& billed, const InvoiceLine& credit) {
  return credit.quantity <= billed.quantity() && credit.amount <= billed.amount();
}

StandingLine& Crediting::find_target(const InvoiceLine& line) {
  const StandingLine* about = nullptr;
  for (StandingLine& candidate : lines_) {
    if (!is_about(line, candidate.billed.line)) continue;
    if (has_left(candidate.billed, line)) return candidate;
    if (about == nullptr) about = &candidate;
  }
  const std::string line_no = std::to_string(line.line_no);
  if (about == nullptr) {
    throw Refused(Refusal::credit_line_unknown, {note_.number, line_no, note_.refers_to,
                                                 line.order_no, line.item_code, line.lot_no});
  }
  const BilledLine& billed = about->billed;
  const bool is_money = line.amount > billed.amount();
  throw Refused(Refusal::refund_above_payable,
                {note_.number, line_no, note_.refers_to,
                 is_money ? line.amount.to_string() : line.quantity.to_string(),
                 is_money ? billed.amount().to_string() : billed.quantity().to_string()});
}

/// The goods of the lot that the line names: those that it claims itself, or that nobody does.
void Crediting::take_back(const InvoiceLine& line, StandingLine& target) {
  Quantity wanted = line.quantity;
  Quantity at_most;
  const auto order = orders_.find({line.order_no, line.item_code});
  for (ReceivedLot& lot :
       order == orders_.end() ? std::vector<ReceivedLot>{} : order->second.lots) {
    if (!line.lot_no.empty() && lot.lot_no != line.lot_no) continue;
    Quantity free = lot.open();
    for (const Claim& claim : target.claims) {
      const bool is_here = claim.receipt_id == lot.receipt_id && claim.lot_id == lot.lot_id;
      if (is_here) free += claim.quantity;
    }
    for (const ReturnedGoods& back : credits_.returned) {
      const Claim& goods = back.goods;
      const bool is_here = goods.receipt_id == lot.receipt_id && goods.lot_id == lot.lot_id &&
                           goods.item_id == order->second.item_id;
      if (is_here) free -= goods.quantity;
    }
    at_most += std::max(free, Quantity());
    const Quantity taken = std::min(wanted, free);
    if (taken <= Quantity()) continue;
    wanted -= taken;
    credits_.returned.push_back(
        {line.line_no, {lot.receipt_id, order->second.item_id, lot.lot_id, taken}});
  }
  if (wanted.is_zero()) return;
  throw Refused(Refusal::return_above_accepted, {note_.number, std::to_string(line.line_no),
                                                 line.quantity.to_string(), at_most.to_string()});
}

}  // namespace

Credits decide_credits(const inventory::SupplierInvoice& note, const MatchFacts& facts) {
  Crediting crediting(note, facts);
  for (const InvoiceLine& line : note.lines) crediting.credit(line);
  return std::move(crediting).credits();
}

}  // namespace wutong::procurement
