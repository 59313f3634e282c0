#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct SuspendSupplier {
  std::string supplier_code;
  inventory::Date suspended_on{};  ///< the first day without orders
  std::string reason;
};

/// No orders to the supplier until it is reinstated. Refuses an unknown supplier, one that is
/// suspended or was reinstated after that day, and no reason. Answers {"suspension_id"}.
std::string suspend_supplier(inventory::Connection& connection,
                             const inventory::Recording& recording, const SuspendSupplier& input);

}  // namespace wutong::procurement
