#include "procurement/purchase/accept_deliveries.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "pricing/apportion.h"
#include "pricing/rounding.h"

namespace wutong::procurement {

using inventory::Date;
using inventory::PurchaseOrder;
using inventory::PurchaseOrderLine;
using pricing::Quantity;

namespace {

constexpr std::chrono::days shelf_life_when_not_told{730};

/// An order line and what has been accepted of it so far.
struct OpenLine {
  std::size_t order{};
  std::size_t line{};
  Quantity open;
  std::map<std::pair<std::string, Date>, Quantity> accepted;
};

using OpenLines = std::map<std::pair<std::int64_t, std::int64_t>, OpenLine>;  // supplier, item

OpenLines open_lines(const std::vector<PurchaseOrder>& orders) {
  OpenLines open;
  for (std::size_t order = 0; order < orders.size(); ++order) {
    for (std::size_t line = 0; line < orders[order].lines.size(); ++line) {
      const PurchaseOrderLine& ordered = orders[order].lines[line];
      open.emplace(
          std::pair(orders[order].supplier_id, ordered.item_id),
          OpenLine{order, line, ordered.ordered_quantity() - ordered.accepted_quantity, {}});
    }
  }
  return open;
}

std::optional<RefusedDelivery> check_delivery(const DeliveredLot& delivered, bool is_ordered,
                                              Date today, Date first_usable_expiry) {
  if (!is_ordered) return RefusedDelivery{delivered.row, Refusal::not_ordered, ""};
  if (delivered.expires_on < today) {
    return RefusedDelivery{delivered.row, Refusal::expired,
                           inventory::to_string(delivered.expires_on)};
  }
  if (delivered.expires_on < first_usable_expiry) {
    return RefusedDelivery{delivered.row, Refusal::short_dated,
                           inventory::to_string(delivered.expires_on)};
  }
  return std::nullopt;
}

/// What the line is owed for all that was ever accepted less what it is owed already, shared over
/// the lots of now: however many deliveries it takes, the line's total is rounded once.
AcceptedLine settle_line(const OpenLine& open, const PurchaseOrderLine& ordered) {
  AcceptedLine accepted{open.order, open.line, {}};
  std::vector<std::int64_t> quantities;
  Quantity total;
  for (const auto& [lot, quantity] : open.accepted) {
    accepted.lots.push_back({lot.first, lot.second, quantity, {}});
    quantities.push_back(quantity.units());
    total += quantity;
  }
  const pricing::Money amount =
      pricing::amount_of(ordered.pack_price, ordered.accepted_quantity + total, ordered.pack_size,
                         pricing::Rounding::half_up) -
      ordered.received_amount;
  const std::vector<std::int64_t> shares = pricing::apportion(amount.fen(), quantities);
  for (std::size_t index = 0; index < shares.size(); ++index) {
    accepted.lots[index].amount = pricing::Money::fen(shares[index]);
  }
  return accepted;
}

}  // namespace

AcceptedDeliveries accept_deliveries(const std::vector<PurchaseOrder>& orders,
                                     const std::vector<DeliveredLot>& deliveries, Date today,
                                     Date first_usable_expiry) {
  AcceptedDeliveries result;
  OpenLines open = open_lines(orders);
  for (const DeliveredLot& delivered : deliveries) {
    const auto line = open.find({delivered.supplier_id, delivered.item_id});
    const bool is_ordered = line != open.end();
    if (auto refused = check_delivery(delivered, is_ordered, today, first_usable_expiry)) {
      result.refused.push_back(std::move(*refused));
      continue;
    }
    const Quantity accepted = std::min(delivered.quantity, line->second.open);
    if (accepted < delivered.quantity) {
      result.refused.push_back(
          {delivered.row, Refusal::over_delivered, (delivered.quantity - accepted).to_string()});
    }
    if (accepted.is_zero()) continue;
    line->second.open -= accepted;
    line->second.accepted[{delivered.lot_no, delivered.expires_on}] += accepted;
  }
  for (const auto& [key, line] : open) {
    if (line.accepted.empty()) continue;
    result.lines.push_back(settle_line(line, orders[line.order].lines[line.line]));
  }
  std::sort(result.lines.begin(), result.lines.end(), [](const auto& a, const auto& b) {
    return std::tie(a.order, a.line) < std::tie(b.order, b.line);
  });
  return result;
}

std::vector<DeliveredLot> deliveries_in_full(const std::vector<PurchaseOrder>& orders, Date today) {
  std::vector<DeliveredLot> deliveries;
  for (const PurchaseOrder& order : orders) {
    for (const PurchaseOrderLine& line : order.lines) {
      deliveries.push_back({0, order.supplier_id, line.item_id, order.order_no,
                            today + shelf_life_when_not_told, line.ordered_quantity()});
    }
  }
  return deliveries;
}

}  // namespace wutong::procurement
