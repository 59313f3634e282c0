#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/supplier_licence_table.h"

namespace wutong::procurement {

/// What a supplier is called in suppliers.csv, and a licence of its own.
struct LicenceOfSupplier {
  std::string supplier_code;
  std::int64_t licence_id{};
};

struct RenewLicence {
  LicenceOfSupplier renewed;
  inventory::LicenceRecord record;  ///< the new one, of the same kind; its number may differ
};

/// A licence that stands for an earlier one from its first day on; the earlier one stays as it was.
/// Refuses one that was renewed or withdrawn before, and days in the wrong order. The licence of
/// suppliers.csv is not renewed here, but by changing the supplier. Answers {"licence_id"}.
std::string renew_licence(inventory::Connection& connection, const inventory::Recording& recording,
                          const RenewLicence& input);

/// The licence among a supplier's, if it is recorded, neither renewed nor withdrawn; else refuses.
const inventory::SupplierLicence& require_licence_in_use(
    const std::vector<inventory::SupplierLicence>& licences, const LicenceOfSupplier& wanted);

}  // namespace wutong::procurement
