#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/master_data.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/version_note_table.h"

namespace wutong::inventory {

/// A supplier as one version of it says.
struct SupplierVersion {
  Stored<SupplierRecord> stored;
  Date effective_from{};
  /// The highest version that was recorded, which a change must have seen.
  std::int64_t newest_version{};
  VersionNote note;
};

/// The supplier's newest version, its row locked until the transaction ends.
std::optional<SupplierVersion> lock_supplier(Connection& connection, std::int64_t county_id,
                                             std::string_view code);

struct SupplierQuery {
  Date as_of{};
  std::optional<std::string> code;  ///< only this one
  std::string text;                 ///< part of code or name, whatever case; empty: all
  std::string after_code;
  std::int64_t at_most = 100;
};
/// Suppliers as they are on a day, by code; those that begin later are left out. One statement.
std::vector<SupplierVersion> load_suppliers_on(Connection& connection, std::int64_t county_id,
                                               const SupplierQuery& query);

/// All versions of a supplier below a version, the newest first.
std::vector<SupplierVersion> load_supplier_versions(Connection& connection, std::int64_t county_id,
                                                    std::string_view code,
                                                    std::int64_t below_version,
                                                    std::int64_t at_most);

}  // namespace wutong::inventory
