#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "procurement/purchase/forecast/estimate.h"

namespace wutong::procurement {

/// What a facility holds of an item tonight and uses a day.
struct MemberNeed {
  std::int64_t facility_id{};
  std::string facility_code;
  std::int64_t stock = 0;
  forecast::Estimate daily_use{};
};

/// Goods that are due at the centre.
struct DueGoods {
  inventory::Date due_on{};
  std::int64_t quantity = 0;
  bool is_from_failing = false;
};

/// One item of the supplier that fails. Base units.
struct ItemOutlook {
  std::int64_t item_id{};
  std::string item_code;
  std::int64_t centre_stock = 0;
  std::vector<DueGoods> due;
  std::vector<MemberNeed> members;
};

/// A facility that runs out, with the figures that say so.
struct RunOut {
  std::int64_t facility_id{};
  std::string facility_code;
  std::int64_t item_id{};
  std::string item_code;
  inventory::Date runs_out_on{};  ///< the first day that is not met in full
  std::int64_t days_left = 0;     ///< days from today that are
  std::int64_t stock = 0;
  std::int64_t centre_share = 0;      ///< of what the centre holds
  std::int64_t arrivals_counted = 0;  ///< its share of what others deliver before that day
  std::int64_t arrivals_missing = 0;  ///< its share of what the failing supplier does not bring
  forecast::Estimate daily_use{};
};

struct FailureSpan {
  inventory::Date today{};
  std::int64_t days = 0;  ///< 1 or more: today and the days after it
};

/// Pure. Whatever the centre has or gets is shared in proportion to daily use, whole units by
/// largest remainder, as it comes. Goods of the failing supplier that are due within the days do
/// not come; what others owe comes on its day (overdue: today). A day's use is met when all that
/// came until and on that day covers all that was used until its end. By first run-out day,
/// facility code, item code.
std::vector<RunOut> simulate_run_outs(const std::vector<ItemOutlook>& items,
                                      const FailureSpan& span);

/// The same for a supplier of the database, by what was used in the 90 days before. Orders whose
/// day nobody has said are expected after the county's lead time. Ten statements. Throws Refused:
/// unknown_record for a supplier that is not there.
struct SupplierFailure {
  std::string supplier_code;
  FailureSpan span{};
  std::vector<RunOut> run_outs{};
  std::int64_t items = 0;  ///< of the supplier that were looked at
};
SupplierFailure simulate_supplier_failure(inventory::Connection& connection, std::int64_t county_id,
                                          const std::string& supplier_code,
                                          const FailureSpan& span);

}  // namespace wutong::procurement
