#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"
#include "pricing/money.h"

namespace wutong::inventory {

struct PurchaseOrderLine {
  std::int64_t item_id{};
  pricing::Quantity packs;
  pricing::Quantity pack_size;  ///< base units in a pack on the day of the order
  pricing::UnitPrice pack_price;
  pricing::Money amount;
  pricing::Quantity accepted_quantity;  ///< base units
  pricing::Money received_amount;

  pricing::Quantity ordered_quantity() const { return packs * pack_size; }
};

struct PurchaseOrder {
  std::int64_t order_id{};
  std::string order_no;
  std::int64_t supplier_id{};
  std::string state;
  pricing::Money amount;
  std::vector<PurchaseOrderLine> lines;  ///< by item
};

/// By order number.
std::vector<PurchaseOrder> load_orders(Connection& connection, const CycleRef& cycle);
/// Inserts orders, or replaces what has changed of known ones.
void save_orders(Connection& connection, const CycleRef& cycle,
                 const std::vector<PurchaseOrder>& orders);

}  // namespace wutong::inventory
