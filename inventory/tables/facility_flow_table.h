#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// What came to a facility of an item on a day, and what it used; base units, neither below zero.
struct DayFlow {
  std::int64_t item_id{};
  Date day{};
  std::int64_t arrived = 0;
  std::int64_t used = 0;
};

struct FacilityFlow {
  std::vector<DayFlow> days;  ///< by item, then day; each once
  std::optional<Date> first_day;
  std::optional<Date> first_use;  ///< of the days above
  std::optional<Date> last_use;
};

/// The days from `first_day` to `last_day`. A shipment counts on the day on which it was recorded
/// if that lies in its period, and otherwise on its period's day (a month that was entered later).
/// Two statements, however many items.
struct FlowRange {
  std::int64_t facility_id{};
  Date first_day{};
  Date last_day{};
};
FacilityFlow load_facility_flow(Connection& connection, std::int64_t county_id,
                                const FlowRange& range);

/// The day of a shipment, by its id: see above. `period` is "2026-11".
Date day_of_shipment(std::int64_t shipment_id, const std::string& period, Date day_of_period);

struct StockOnHand {
  std::int64_t usable = 0;  ///< lots that have not expired
  std::int64_t all = 0;
};
/// By item id; items without stock are not there. One statement.
std::unordered_map<std::int64_t, StockOnHand> load_stock_on_hand(Connection& connection,
                                                                 std::int64_t county_id,
                                                                 std::int64_t facility_id,
                                                                 Date today);

struct AskedBefore {
  std::int64_t on_the_way = 0;  ///< approved or consolidated, not yet supplied
  std::int64_t awaiting = 0;    ///< sent off, not yet approved
};
/// What a facility's open requisitions ask for, by item id; `but` is left out. One statement.
std::unordered_map<std::int64_t, AskedBefore> load_asked_before(Connection& connection,
                                                                std::int64_t county_id,
                                                                std::int64_t facility_id,
                                                                std::int64_t but = 0);

/// A line of an earlier requisition.
struct LastAsked {
  std::int64_t item_id{};
  std::string requisition_no;
  std::string state;
  Date submitted_on{};
  pricing::Quantity requested;
  std::optional<pricing::Quantity> approved;
};
struct LastAskedWanted {
  std::int64_t facility_id{};
  std::int64_t below_id{};  ///< earlier than this requisition
  Date since{};
  std::vector<std::int64_t> item_ids;
};
/// What the facility has asked for of these items, sent off and not cancelled, the newest first.
/// One statement.
std::vector<LastAsked> load_last_asked(Connection& connection, std::int64_t county_id,
                                       const LastAskedWanted& wanted);

}  // namespace wutong::inventory
