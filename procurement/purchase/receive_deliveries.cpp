#include "procurement/purchase/receive_deliveries.h"

#include <algorithm>
#include <unordered_map>

#include "inventory/answer.h"
#include "inventory/database/bulk_insert.h"
#include "inventory/identifier.h"
#include "inventory/ledgers/money_ledger.h"
#include "inventory/ledgers/stock_ledger.h"
#include "inventory/records/order_state.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/purchase_order_table.h"
#include "inventory/tables/refused_row_table.h"
#include "pricing/vat.h"
#include "procurement/purchase/accept_deliveries.h"

namespace wutong::procurement {

using inventory::CycleRef;
using inventory::PurchaseOrder;
using pricing::Money;
using pricing::Quantity;

namespace {

struct ReceiptLine {
  std::int64_t item_id{};
  std::int64_t lot_id{};
  Quantity quantity;
  Money amount;
};

/// What arrived on one order.
struct Receipt {
  std::int64_t receipt_id{};
  const PurchaseOrder* order{};
  Money amount;
  std::vector<ReceiptLine> lines;
};

std::vector<DeliveredLot> delivered_lots(inventory::Connection& connection, std::int64_t county_id,
                                         const DeliveryNote& note) {
  const inventory::IdBook ids = inventory::load_id_book(connection, county_id, note.codes);
  std::vector<DeliveredLot> delivered;
  delivered.reserve(note.rows.size());
  for (const inventory::DeliveryRow& row : note.rows) {
    delivered.push_back({row.row, ids.suppliers[row.supplier], ids.items[row.item], row.lot_no,
                         row.expires_on, row.quantity});
  }
  return delivered;
}

std::vector<std::int64_t> items_of(const std::vector<PurchaseOrder>& orders) {
  std::vector<std::int64_t> items;
  for (const PurchaseOrder& order : orders) {
    for (const auto& line : order.lines) items.push_back(line.item_id);
  }
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return items;
}

/// The receipts, one an order; the accepted figures are put on the order lines as well.
std::vector<Receipt> decide_receipts(std::vector<PurchaseOrder>& orders,
                                     const std::vector<AcceptedLine>& accepted,
                                     inventory::LotRegister& lots) {
  std::vector<Receipt> receipts;
  for (const AcceptedLine& line : accepted) {
    PurchaseOrder& order = orders[line.order];
    auto& ordered = order.lines[line.line];
    if (receipts.empty() || receipts.back().order != &order) {
      receipts.push_back({inventory::IdentifierSource::shared().next(), &order, {}, {}});
    }
    Receipt& receipt = receipts.back();
    for (const AcceptedLot& lot : line.lots) {
      const std::int64_t lot_id =
          lots.id_of({0, ordered.item_id, lot.lot_no, lot.expires_on, order.supplier_id,
                      ordered.pack_price, ordered.pack_size});
      receipt.lines.push_back({ordered.item_id, lot_id, lot.quantity, lot.amount});
      receipt.amount += lot.amount;
      ordered.accepted_quantity += lot.quantity;
      ordered.received_amount += lot.amount;
    }
  }
  return receipts;
}

void decide_order_states(std::vector<PurchaseOrder>& orders) {
  for (PurchaseOrder& order : orders) {
    const auto state = inventory::parse_order_state(order.state).value();
    const bool all = std::all_of(order.lines.begin(), order.lines.end(), [](const auto& line) {
      return line.accepted_quantity == line.ordered_quantity();
    });
    const bool any = std::any_of(order.lines.begin(), order.lines.end(), [](const auto& line) {
      return !line.accepted_quantity.is_zero();
    });
    if (!any) continue;
    const inventory::OrderAction action =
        all ? inventory::OrderAction::receive_all : inventory::OrderAction::receive_part;
    order.state = inventory::to_string(inventory::next_state(state, action).value());
  }
}

void save_receipts(inventory::Connection& connection, const CycleRef& cycle,
                   inventory::Date received_on, const std::vector<Receipt>& receipts) {
  std::unordered_map<std::int64_t, pricing::VatRate> vat_rates;
  for (const auto& item : inventory::load_items(connection, cycle.county_id)) {
    vat_rates.emplace(item.id, item.record.vat_rate);
  }
  inventory::BulkInsert heads(connection,
                              "receipt (county_id, receipt_id, order_id, received_on, amount)");
  inventory::BulkInsert lines(connection,
                              "receipt_line (county_id, receipt_id, item_id, lot_id, quantity,"
                              " amount, net_amount, vat_amount)");
  for (const Receipt& receipt : receipts) {
    heads.row(cycle.county_id, receipt.receipt_id, receipt.order->order_id, received_on,
              receipt.amount);
    for (const ReceiptLine& line : receipt.lines) {
      const pricing::VatSplit split = pricing::split_vat(line.amount, vat_rates.at(line.item_id));
      lines.row(cycle.county_id, receipt.receipt_id, line.item_id, line.lot_id, line.quantity,
                line.amount, split.net, split.vat);
    }
  }
  heads.finish();
  lines.finish();
}

std::vector<inventory::StockMovement> movements_of(const std::vector<Receipt>& receipts,
                                                   std::int64_t centre_id) {
  std::vector<inventory::StockMovement> movements;
  for (const Receipt& receipt : receipts) {
    for (const ReceiptLine& line : receipt.lines) {
      movements.push_back({receipt.receipt_id, line.lot_id, inventory::location_suppliers,
                           centre_id, line.quantity.units()});
    }
  }
  return movements;
}

/// One entry an order: the goods of each item against what the supplier is owed.
void post_receipts(inventory::Connection& connection, const CycleRef& cycle,
                   const std::vector<Receipt>& receipts) {
  using inventory::Account;
  inventory::MoneyLedger ledger(connection, cycle.county_id, cycle.cycle_id);
  for (const Receipt& receipt : receipts) {
    std::vector<inventory::PostingLine> posting;
    for (const ReceiptLine& line : receipt.lines) {
      const bool same_item = !posting.empty() && posting.back().party_id == line.item_id;
      if (same_item) {
        posting.back().amount += line.amount;
      } else {
        posting.push_back({Account::inventory, line.item_id, line.amount});
      }
    }
    posting.push_back({Account::payables, receipt.order->supplier_id, -receipt.amount});
    ledger.enter("receipt", receipt.order->order_no, posting);
  }
  ledger.finish();
}

std::vector<inventory::RefusedRow> refused_rows(const std::vector<RefusedDelivery>& refused) {
  std::vector<inventory::RefusedRow> rows;
  for (const RefusedDelivery& one : refused) {
    rows.push_back({"deliveries.csv", one.row, std::string(wire_name(one.refusal)), one.detail});
  }
  return rows;
}

std::string answer(const std::vector<Receipt>& receipts, std::size_t refused) {
  std::int64_t lines = 0;
  Quantity quantity;
  Money amount;
  for (const Receipt& receipt : receipts) {
    lines += static_cast<std::int64_t>(receipt.lines.size());
    amount += receipt.amount;
    for (const ReceiptLine& line : receipt.lines) quantity += line.quantity;
  }
  return inventory::answer_of({{"receipts", static_cast<std::int64_t>(receipts.size())},
                               {"lines", lines},
                               {"refused", static_cast<std::int64_t>(refused)},
                               {"quantity", quantity.units()},
                               {"amount_fen", amount.fen()}});
}

}  // namespace

std::string receive_deliveries(inventory::Connection& connection, const CycleRef& cycle,
                               const DeliveryNote& note) {
  const inventory::Cycle locked = inventory::lock_cycle(connection, cycle);
  inventory::require_state(locked, inventory::CycleState::ordered);
  const inventory::CycleParameters& parameters = locked.parameters;
  std::vector<PurchaseOrder> orders = inventory::load_orders(connection, cycle);
  const std::vector<DeliveredLot> delivered =
      note.in_full ? deliveries_in_full(orders, parameters.today)
                   : delivered_lots(connection, cycle.county_id, note);
  const std::int64_t centre_id = inventory::load_centre_id(connection, cycle.county_id);
  inventory::LotRegister lots(connection, cycle.county_id, items_of(orders));

  // What arrives in full arrives whatever shelf life was asked for; too short, it is not shipped.
  const AcceptedDeliveries accepted =
      accept_deliveries(orders, delivered, parameters.today,
                        note.in_full ? parameters.today : parameters.first_usable_expiry());
  const std::vector<Receipt> receipts = decide_receipts(orders, accepted.lines, lots);
  decide_order_states(orders);

  lots.finish();
  inventory::save_orders(connection, cycle, orders);
  save_receipts(connection, cycle, parameters.today, receipts);
  inventory::save_refused_rows(connection, cycle, refused_rows(accepted.refused));
  inventory::post_movements(connection, cycle.county_id, movements_of(receipts, centre_id));
  post_receipts(connection, cycle, receipts);
  inventory::advance_cycle(connection, cycle.county_id, locked, inventory::CycleAction::receive);
  return answer(receipts, accepted.refused.size());
}

}  // namespace wutong::procurement
