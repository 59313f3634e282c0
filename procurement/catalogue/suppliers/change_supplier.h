#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/master_data.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct ChangeSupplier {
  inventory::SupplierRecord record;  ///< as it is from then on; its code says which
  std::int64_t expected_version{};   ///< the newest version when the change was made up
  inventory::Date effective_from{};
  std::string reason;  ///< may be empty
};

/// A new version of a supplier, valid from a day on. Refuses an unknown supplier, a change made
/// from an older version, and a day before the newest version's. A record that is the same makes no
/// version. Answers {"version", "changed"}.
std::string change_supplier(inventory::Connection& connection,
                            const inventory::Recording& recording, const ChangeSupplier& input);

}  // namespace wutong::procurement
