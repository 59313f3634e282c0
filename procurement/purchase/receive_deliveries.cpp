#include "procurement/purchase/receive_deliveries.h"

#include <algorithm>

#include "inventory/answer.h"
#include "inventory/ledgers/receipt_ledger.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/purchase_order_table.h"
#include "inventory/tables/refused_row_table.h"
#include "procurement/purchase/accept_deliveries.h"
#include "procurement/purchase/decide_receipts.h"

namespace wutong::procurement {

using inventory::CycleRef;
using inventory::PurchaseOrder;
using inventory::Receipt;
using inventory::ReceiptLine;
using pricing::Money;
using pricing::Quantity;

namespace {

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
  inventory::LotRegister lots(connection, cycle.county_id, items_of(orders));

  // What arrives in full arrives whatever shelf life was asked for; too short, it is not shipped.
  const AcceptedDeliveries accepted =
      accept_deliveries(orders, delivered, parameters.today,
                        note.in_full ? parameters.today : parameters.first_usable_expiry());
  const std::vector<Receipt> receipts = decide_receipts(orders, accepted.lines, lots);
  decide_order_states(orders);

  lots.finish();
  inventory::save_orders(connection, cycle, orders);
  inventory::save_refused_rows(connection, cycle, refused_rows(accepted.refused));
  inventory::record_receipts(connection, cycle, parameters.today, receipts);
  inventory::advance_cycle(connection, cycle.county_id, locked, inventory::CycleAction::receive);
  return answer(receipts, accepted.refused.size());
}

}  // namespace wutong::procurement
