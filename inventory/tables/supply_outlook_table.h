#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/facility_flow_table.h"

namespace wutong::inventory {

/// What is ordered and has not come. Base units.
struct OpenOrderLine {
  std::int64_t supplier_id{};
  std::int64_t item_id{};
  std::string order_no;
  std::int64_t outstanding{};
  std::optional<Date> expected_on;  ///< nothing: nobody has said
};
/// Of all suppliers, of the items. One statement.
std::vector<OpenOrderLine> load_open_orders(Connection& connection, std::int64_t county_id,
                                            const std::vector<std::int64_t>& item_ids);

/// The items that a supplier has on order, or has delivered since a day. One statement.
std::vector<std::int64_t> load_items_of_supplier(Connection& connection, std::int64_t county_id,
                                                 std::int64_t supplier_id, Date since);

/// What a facility holds and uses of an item. Base units.
struct FacilityUse {
  std::int64_t facility_id{};
  std::int64_t item_id{};
  std::int64_t stock = 0;  ///< usable
  std::int64_t used = 0;   ///< recorded, or supplied to who records nothing, since `since`
  std::optional<Date> since;
  std::vector<DayFlow> arrivals{};  ///< of who records nothing, ascending
};
struct UseWanted {
  std::vector<std::int64_t> item_ids;
  Date since{};
  Date today{};
};
/// Every facility's recorded use and usable stock of the items, by facility and item; of the centre
/// the stock. Three statements.
std::vector<FacilityUse> load_recorded_use(Connection& connection, std::int64_t county_id,
                                           const UseWanted& wanted);
/// What was shipped to each facility of the items on the days from `since` to `today`.
std::vector<FacilityUse> load_supplied(Connection& connection, std::int64_t county_id,
                                       const UseWanted& wanted);

}  // namespace wutong::inventory
