#include "procurement/purchase/decide_receipts.h"

#include <algorithm>

#include "inventory/identifier.h"

namespace wutong::procurement {

using inventory::OrderAction;
using inventory::PurchaseOrder;
using inventory::Receipt;

std::vector<Receipt> decide_receipts(std::vector<PurchaseOrder>& orders,
                                     const std::vector<AcceptedLine>& accepted,
                                     inventory::LotRegister& lots) {
  std::vector<Receipt> receipts;
  for (const AcceptedLine& line : accepted) {
    PurchaseOrder& order = orders[line.order];
    auto& ordered = order.lines[line.line];
    if (receipts.empty() || receipts.back().order_id != order.order_id) {
      receipts.push_back({inventory::IdentifierSource::shared().next(),
                          order.order_id,
                          order.order_no,
                          order.supplier_id,
                          {},
                          {}});
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

std::optional<OrderAction> receiving_action(const PurchaseOrder& order) {
  const bool all = std::all_of(order.lines.begin(), order.lines.end(), [](const auto& line) {
    return line.accepted_quantity == line.ordered_quantity();
  });
  if (all) return OrderAction::receive_all;
  const bool any = std::any_of(order.lines.begin(), order.lines.end(),
                               [](const auto& line) { return !line.accepted_quantity.is_zero(); });
  if (any) return OrderAction::receive_part;
  return std::nullopt;
}

void decide_order_states(std::vector<PurchaseOrder>& orders) {
  for (PurchaseOrder& order : orders) {
    const auto action = receiving_action(order);
    if (!action) continue;
    const auto state = inventory::parse_order_state(order.state).value();
    order.state = inventory::to_string(inventory::next_state(state, *action).value());
  }
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

}  // namespace wutong::procurement
