#include "procurement/purchase/receiving/return_goods.h"

#include <algorithm>
#include <map>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/ledgers/money_ledger.h"
#include "inventory/ledgers/stock_ledger.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/trading_cycle.h"
#include "pricing/checked_integer.h"
#include "procurement/purchase/receiving/require_order.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::ReturnableLine;
using inventory::ReturnableReceipt;
using inventory::ReturnAction;
using inventory::SupplierReturn;
using inventory::SupplierReturnLine;
using pricing::Money;
using pricing::Quantity;

namespace {

ReturnableReceipt lock_known_receipt(inventory::Connection& connection, std::int64_t county_id,
                                     std::int64_t receipt_id) {
  auto receipt = inventory::lock_receipt(connection, county_id, receipt_id);
  if (!receipt) throw Refused(Refusal::receipt_unknown, {std::to_string(receipt_id)});
  return std::move(*receipt);
}

inventory::Cycle lock_period(inventory::Connection& connection, std::int64_t county_id,
                             const std::string& day) {
  auto cycle = inventory::lock_trading_cycle(connection, county_id);
  if (!cycle) throw Refused(Refusal::period_not_open, {day});
  return std::move(*cycle);
}

const ReturnableLine* find_line(const ReturnableReceipt& receipt, std::int64_t item_id,
                                std::int64_t lot_id) {
  for (const ReturnableLine& line : receipt.lines) {
    if (line.item_id == item_id && line.lot_id == lot_id) return &line;
  }
  return nullptr;
}

/// The receipt's row of this item and lot number; null when there is none. One lot number of two
/// expiries: the first that has enough left.
const ReturnableLine* find_row(const ReturnableReceipt& receipt, std::int64_t item_id,
                               const ReturnedRow& row) {
  const ReturnableLine* found = nullptr;
  for (const ReturnableLine& line : receipt.lines) {
    if (line.item_id != item_id || line.lot_no != row.lot_no) continue;
    if (found == nullptr || line.received - line.returned >= row.quantity) found = &line;
  }
  return found;
}

std::vector<SupplierReturnLine> decide_lines(const ReturnableReceipt& receipt,
                                             const CreateReturn& input, const ItemsByCode& items) {
  std::map<std::pair<std::int64_t, std::int64_t>, SupplierReturnLine> lines;
  for (const ReturnedRow& row : input.rows) {
    const std::int64_t item_id = items.at(row.item_code).item_id;
    const ReturnableLine* found = find_row(receipt, item_id, row);
    const Quantity left = found == nullptr ? Quantity(0) : found->received - found->returned;
    Quantity wanted = row.quantity;
    if (found != nullptr) {
      SupplierReturnLine& line = lines[{item_id, found->lot_id}];
      line = {item_id, found->lot_id, found->lot_no, line.quantity + row.quantity, {}, {}, {}};
      wanted = line.quantity;
    }
    if (wanted <= left) continue;
    throw Refused(Refusal::return_above_stock,
                  {row.item_code, row.lot_no, wanted.to_string(), left.to_string()});
  }
  std::vector<SupplierReturnLine> result;
  for (const auto& [key, line] : lines) result.push_back(line);
  return result;
}

SupplierReturn lock_seen(inventory::Connection& connection, std::int64_t county_id,
                         const SeenReturn& seen) {
  auto found = inventory::lock_return(connection, county_id, seen.return_no);
  if (!found) throw Refused(Refusal::return_unknown, {seen.return_no});
  check_seen(seen.return_no, seen.version, found->version);
  return std::move(*found);
}

void take_step(SupplierReturn& made, ReturnAction action) {
  const auto next = inventory::next_state(made.state, action);
  if (!next) {
    throw Refused(
        Refusal::return_step_not_allowed,
        {made.return_no, std::string(to_string(made.state)), std::string(to_string(action))});
  }
  made.state = *next;
  ++made.version;
}

void price_lines(SupplierReturn& made, const ReturnableReceipt& receipt,
                 const inventory::CodesById& item_codes) {
  for (SupplierReturnLine& line : made.lines) {
    const ReturnableLine* row = find_line(receipt, line.item_id, line.lot_id);
    const Quantity left = row == nullptr ? Quantity(0) : row->received - row->returned;
    if (left < line.quantity) {
      throw Refused(Refusal::return_above_stock, {item_codes.at(line.item_id), line.lot_no,
                                                  line.quantity.to_string(), left.to_string()});
    }
    line = price_return(*row, line.quantity);
    made.amount += line.amount;
  }
}

void move_back(inventory::Connection& connection, std::int64_t county_id,
               const SupplierReturn& made, const inventory::CodesById& item_codes) {
  const std::int64_t centre_id = inventory::load_centre_id(connection, county_id);
  std::vector<inventory::StockMovement> movements;
  for (const SupplierReturnLine& line : made.lines) {
    movements.push_back({made.return_id, line.lot_id, centre_id, inventory::location_suppliers,
                         line.quantity.units()});
  }
  try {
    inventory::post_movements(connection, county_id, std::move(movements));
  } catch (const inventory::StockInsufficient& short_of) {
    const auto line = std::find_if(made.lines.begin(), made.lines.end(),
                                   [&](const auto& one) { return one.lot_id == short_of.lot_id; });
    throw Refused(Refusal::return_above_stock,
                  {item_codes.at(line->item_id), line->lot_no, std::to_string(short_of.wanted),
                   std::to_string(short_of.available)});
  }
}

void post_return(inventory::Connection& connection, const inventory::CycleRef& cycle,
                 const SupplierReturn& made) {
  using inventory::Account;
  std::vector<inventory::PostingLine> posting{{Account::payables, made.supplier_id, made.amount}};
  for (const SupplierReturnLine& line : made.lines) {
    const inventory::PostingLine& last = posting.back();
    if (last.account == Account::inventory && last.party_id == line.item_id) {
      posting.back().amount -= line.amount;
    } else {
      posting.push_back({Account::inventory, line.item_id, -line.amount});
    }
  }
  inventory::MoneyLedger ledger(connection, cycle.county_id, cycle.cycle_id);
  ledger.enter("return", made.return_no, posting);
  ledger.finish();
}

/// amount x part / whole, rounded half up; nothing is negative.
Money share_of(Money amount, Quantity part, Quantity whole) {
  const pricing::Int128 doubled = pricing::Int128{2} * amount.fen() * part.units() + whole.units();
  return Money::fen(pricing::narrowed_to_64(doubled / (pricing::Int128{2} * whole.units())));
}

}  // namespace

SupplierReturnLine price_return(const ReturnableLine& line, Quantity quantity) {
  const Quantity gone = line.returned + quantity;
  const Money amount = share_of(line.amount, gone, line.received) - line.returned_amount;
  const Money net = share_of(line.net, gone, line.received) - line.returned_net;
  return {line.item_id, line.lot_id, line.lot_no, quantity, amount, net, amount - net};
}

std::string create_return(inventory::Connection& connection, const inventory::Recording& recording,
                          const CreateReturn& input) {
  const inventory::Cycle cycle =
      lock_period(connection, recording.county_id, inventory::to_string(recording.today));
  const ReturnableReceipt receipt =
      lock_known_receipt(connection, recording.county_id, input.receipt_id);
  if (input.rows.empty()) throw Refused(Refusal::return_empty, {std::to_string(input.receipt_id)});
  std::vector<std::string> codes;
  for (const ReturnedRow& row : input.rows) codes.push_back(row.item_code);
  SupplierReturn made;
  made.lines = decide_lines(receipt, input, require_items(connection, recording, codes));
  made.return_id = inventory::IdentifierSource::shared().next();
  made.return_no = "RT-" + receipt.order_no + "-" + std::to_string(receipt.receipt_id) + "-" +
                   std::to_string(receipt.returns + 1);
  made.cycle_id = cycle.cycle_id;
  made.receipt_id = receipt.receipt_id;
  made.supplier_id = receipt.supplier_id;
  made.state = inventory::ReturnState::created;
  made.version = 1;
  made.reason = input.reason;
  inventory::insert_return(connection, recording, made);
  return inventory::answer_of({{"return_id", made.return_id}});
}

std::string send_return(inventory::Connection& connection, const inventory::Recording& recording,
                        const SeenReturn& seen) {
  const inventory::Cycle cycle =
      lock_period(connection, recording.county_id, inventory::to_string(recording.today));
  SupplierReturn made = lock_seen(connection, recording.county_id, seen);
  take_step(made, ReturnAction::send);
  const ReturnableReceipt receipt =
      lock_known_receipt(connection, recording.county_id, made.receipt_id);
  const auto item_codes =
      inventory::load_codes(connection, recording.county_id, inventory::Noun::item);
  price_lines(made, receipt, item_codes);
  made.cycle_id = cycle.cycle_id;
  made.sent_on = recording.today;

  move_back(connection, recording.county_id, made, item_codes);
  post_return(connection, {recording.county_id, cycle.cycle_id}, made);
  inventory::save_return(connection, recording.county_id, made);
  return inventory::answer_of({{"return_id", made.return_id}, {"amount_fen", made.amount.fen()}});
}

std::string credit_return(inventory::Connection& connection, const inventory::Recording& recording,
                          const SeenReturn& seen, std::int64_t credit_note_id) {
  SupplierReturn made = lock_seen(connection, recording.county_id, seen);
  take_step(made, ReturnAction::credit);
  std::map<std::pair<std::int64_t, std::int64_t>, Quantity> credited;
  for (const auto& line :
       inventory::load_credited(connection, recording.county_id, made.receipt_id, credit_note_id)) {
    credited[{line.item_id, line.lot_id}] = line.quantity;
  }
  for (const SupplierReturnLine& line : made.lines) {
    const auto found = credited.find({line.item_id, line.lot_id});
    if (found != credited.end() && found->second >= line.quantity) continue;
    throw Refused(Refusal::return_not_credited, {made.return_no, std::to_string(credit_note_id)});
  }
  made.credit_note_id = credit_note_id;
  inventory::save_return(connection, recording.county_id, made);
  return inventory::answer_of({{"return_id", made.return_id}});
}

}  // namespace wutong::procurement
