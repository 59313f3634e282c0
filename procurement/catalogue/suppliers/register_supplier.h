#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/master_data.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct RegisterSupplier {
  inventory::SupplierRecord record;
  inventory::Date effective_from{};
  std::string reason;  ///< may be empty
};

/// A supplier that the county did not know. Refuses a code that is taken, a name that is missing,
/// an amount below zero. Answers {"supplier_id", "version"}.
std::string register_supplier(inventory::Connection& connection,
                              const inventory::Recording& recording, const RegisterSupplier& input);

/// Throws the first refusal that what a supplier is called or asks for deserves.
void check_supplier_record(const inventory::SupplierRecord& record);

}  // namespace wutong::procurement
