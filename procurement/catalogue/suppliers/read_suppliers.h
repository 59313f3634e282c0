#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/supplier_licence_table.h"
#include "inventory/tables/supplier_version_table.h"

namespace wutong::procurement {

/// A licence with how it stands on the day that was asked for.
struct JudgedLicence {
  inventory::SupplierLicence licence;
  inventory::LicenceStanding standing;
};

/// A line of the list: the supplier and the licence that suppliers.csv has of it.
struct SupplierLine {
  inventory::SupplierVersion supplier;
  inventory::LicenceStanding file_licence;
};

/// All of one supplier on a day.
struct SupplierDetail {
  SupplierLine line;
  std::vector<JudgedLicence> licences_in_use;  ///< by expiry, those without end last
  std::optional<inventory::SupplierSuspension> suspension;
};
/// Nothing: unknown, or not yet begun on that day.
std::optional<SupplierDetail> load_supplier(inventory::Connection& connection,
                                            std::int64_t county_id, const std::string& code,
                                            inventory::Date as_of);

struct SupplierFilter {
  inventory::Date as_of{};
  std::string text;        ///< part of code or name, whatever case; empty: all
  std::string after_code;  ///< the cursor; empty: from the beginning
  std::int64_t limit = 100;
  std::optional<std::string> code{};  ///< only this one, when it comes after the cursor
};
struct SupplierPage {
  std::vector<SupplierLine> lines;         ///< by code
  std::optional<std::string> next_cursor;  ///< after_code of the next page
};
/// Two statements, whatever the number of suppliers.
SupplierPage list_suppliers(inventory::Connection& connection, std::int64_t county_id,
                            const SupplierFilter& filter);

struct VersionFilter {
  std::optional<std::int64_t> below_version;  ///< the cursor; nothing: from the newest
  std::int64_t limit = 100;
};
struct SupplierVersionPage {
  std::vector<inventory::SupplierVersion> versions;  ///< the newest first
  std::optional<std::int64_t> next_cursor;           ///< below_version of the next page
};
SupplierVersionPage list_supplier_versions(inventory::Connection& connection,
                                           std::int64_t county_id, const std::string& code,
                                           const VersionFilter& filter);

/// Every licence that a supplier ever had, withdrawn and renewed ones too, as it stands on a day.
std::vector<JudgedLicence> list_licences(inventory::Connection& connection, std::int64_t county_id,
                                         const std::string& supplier_code, inventory::Date as_of);

/// Licences in use whose last day is within so many days, and those that have expired: by last day,
/// supplier, kind and number. Two statements.
std::vector<JudgedLicence> licences_expiring(inventory::Connection& connection,
                                             std::int64_t county_id, inventory::Date as_of,
                                             std::int64_t within_days);

}  // namespace wutong::procurement
