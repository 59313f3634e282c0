#include "inventory/tables/award_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

std::vector<Award> load_awards(Connection& connection, const CycleRef& cycle) {
  Rows rows = connection.query(fmt::format(
      "SELECT item_id, supplier_id, pack_price, pack_price_places, packs, reason FROM award WHERE"
      " county_id = {} AND cycle_id = {} ORDER BY supplier_id, item_id",
      cycle.county_id, cycle.cycle_id));
  std::vector<Award> awards;
  while (rows.next()) {
    awards.push_back(
        {rows.integer(1), rows.integer(2), rows.price(3, 4), rows.quantity(5), rows.text(6)});
  }
  return awards;
}

void save_awards(Connection& connection, const CycleRef& cycle, const std::vector<Award>& awards) {
  BulkInsert insert(connection,
                    "award (county_id, cycle_id, item_id, supplier_id, pack_price,"
                    " pack_price_places, packs, reason)");
  for (const Award& award : awards) {
    insert.row(cycle.county_id, cycle.cycle_id, award.item_id, award.supplier_id, award.pack_price,
               award.pack_price.places(), award.packs, award.reason);
  }
  insert.finish();
}

}  // namespace wutong::inventory
