#include "inventory/tables/item_need_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view columns =
    "item_id, requested, usable_stock, pack_size, packs_needed, standing_bids, packs_awarded";

}  // namespace

std::vector<ItemNeed> load_item_needs(Connection& connection, const CycleRef& cycle) {
  Rows rows = connection.query(fmt::format(
      "SELECT {} FROM item_need WHERE county_id = {} AND cycle_id = {} ORDER BY item_id", columns,
      cycle.county_id, cycle.cycle_id));
  std::vector<ItemNeed> needs;
  while (rows.next()) {
    needs.push_back({rows.integer(1), rows.quantity(2), rows.quantity(3), rows.quantity(4),
                     rows.quantity(5), rows.integer(6), rows.quantity(7)});
  }
  return needs;
}

void save_item_needs(Connection& connection, const CycleRef& cycle,
                     const std::vector<ItemNeed>& needs) {
  BulkInsert insert(connection, fmt::format("item_need (county_id, cycle_id, {})", columns));
  for (const ItemNeed& need : needs) {
    insert.row(cycle.county_id, cycle.cycle_id, need.item_id, need.requested, need.usable_stock,
               need.pack_size, need.packs_needed, need.standing_bids, need.packs_awarded);
  }
  insert.finish();
}

}  // namespace wutong::inventory
