#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/master_data.h"
#include "procurement/purchase/forecast/estimate.h"

namespace wutong::procurement {

/// What the county has set for suggested quantities: the policy set "replenishment". A parameter
/// that is missing, or outside of what it can be, has the value given here.
struct ReplenishmentPolicy {
  std::int64_t period_days = 30;    ///< 7 to 92: consumption is taken by periods of so many days
  std::int64_t periods = 12;        ///< 3 to 36: so many are looked at
  std::int64_t review_days = 30;    ///< 1 to 184: from one requisition to the next
  std::int64_t lead_time_days = 7;  ///< 0 to 184: from the requisition to the goods
  std::int64_t service_level = 95;  ///< 50 to 99, percent: periods without a stock-out
  /// "service_level_western": of items of this kind.
  std::map<std::string, std::int64_t> service_level_of_kind{};
  /// "opened_packs_village": 1 where any number of base units can be asked for, 0 where only whole
  /// packs are given out.
  std::set<inventory::FacilityKind> opens_packs{inventory::FacilityKind::village};

  forecast::Share service_level_of(const std::string& item_kind) const;
};

/// From the parameters of a policy set, a JSON object.
ReplenishmentPolicy replenishment_policy_of(const std::string& parameters);

/// The one in force on a day. One statement.
ReplenishmentPolicy load_replenishment_policy(inventory::Connection& connection,
                                              std::int64_t county_id, inventory::Date today);

}  // namespace wutong::procurement
