#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct ReinstateSupplier {
  std::string supplier_code;
  inventory::Date reinstated_on{};  ///< the first day on which orders are allowed again
  std::string reason;
};

/// Ends a suspension. Refuses a supplier that is not suspended on that day, and no reason. Answers
/// {"suspension_id"}.
std::string reinstate_supplier(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const ReinstateSupplier& input);

}  // namespace wutong::procurement
