#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/records/cycle_input.h"
#include "inventory/tables/purchase_order_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

/// What a supplier brings of an item: a row of the delivery note.
struct DeliveredLot {
  inventory::RowNumber row{};
  std::int64_t supplier_id{};
  std::int64_t item_id{};
  std::string lot_no;
  inventory::Date expires_on{};
  pricing::Quantity quantity;
};

/// What was accepted of one lot of an order line, rows of the same lot and expiry taken together.
struct AcceptedLot {
  std::string lot_no;
  inventory::Date expires_on{};
  pricing::Quantity quantity;
  pricing::Money amount;
};

/// By position: order, line.
struct AcceptedLine {
  std::size_t order{};
  std::size_t line{};
  std::vector<AcceptedLot> lots;  ///< by lot number, then expiry
};

struct RefusedDelivery {
  inventory::RowNumber row{};
  Refusal refusal{};
  std::string detail;
};

struct AcceptedDeliveries {
  std::vector<AcceptedLine> lines;  ///< in the order of the orders and their lines
  std::vector<RefusedDelivery> refused;
};

/// Contract rule 5: every row, in the order of the note, fills what is still open of its order
/// line; the accepted quantity of a line is paid once, rounded once, and its lots share that amount
/// by largest remainder. What an earlier receipt of the line has accepted is taken off both.
AcceptedDeliveries accept_deliveries(const std::vector<inventory::PurchaseOrder>& orders,
                                     const std::vector<DeliveredLot>& deliveries,
                                     inventory::Date today, inventory::Date first_usable_expiry);

/// The note that says that every order arrives in full: one lot a line, named like the order, that
/// expires 730 days after today.
std::vector<DeliveredLot> deliveries_in_full(const std::vector<inventory::PurchaseOrder>& orders,
                                             inventory::Date today);

}  // namespace wutong::procurement
