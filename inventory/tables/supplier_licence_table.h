#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/licence.h"
#include "inventory/records/recording.h"

namespace wutong::inventory {

/// A licence of a supplier. That of suppliers.csv has the supplier's own id: it is read from the
/// supplier's versions and changed by changing the supplier.
struct SupplierLicence {
  std::int64_t licence_id{};
  std::int64_t supplier_id{};
  std::string supplier_code;
  LicenceRecord record;
  std::int64_t renews_licence_id{};  ///< 0: none
  std::optional<Date> withdrawn_on;
  std::string withdrawn_reason;
  std::int64_t renewed_by_licence_id{};  ///< 0: none that stands
};

/// Which licences: those in use on a day (begun, not withdrawn, and no renewal of them has begun),
/// or all that ever were.
struct LicenceQuery {
  std::optional<Date> in_use_on;            ///< nothing: all, and of suppliers.csv the newest
  std::optional<std::int64_t> supplier_id;  ///< nothing: of all suppliers
  std::optional<Date> expiring_until;       ///< only those whose last day is no later
};
/// By expiry (those without end last), supplier code, kind, number. One statement.
std::vector<SupplierLicence> load_licences(Connection& connection, std::int64_t county_id,
                                           const LicenceQuery& query);

/// New ones, and known ones that were withdrawn.
void save_licences(Connection& connection, const Recording& recording,
                   const std::vector<SupplierLicence>& licences);

/// The policy of a day; the defaults of the program when the county has set none by then.
LicencePolicy load_licence_policy(Connection& connection, std::int64_t county_id, Date as_of);
void save_licence_policy(Connection& connection, std::int64_t county_id, Date effective_from,
                         const LicencePolicy& policy);

/// A time in which a supplier may not be ordered from.
struct SupplierSuspension {
  std::int64_t suspension_id{};
  std::int64_t supplier_id{};
  Date suspended_on{};
  std::string reason;
  std::optional<Date> reinstated_on;  ///< the first day on which it may again
  bool covers(Date day) const {
    return suspended_on <= day && (!reinstated_on || day < *reinstated_on);
  }
};
/// Of one supplier, or of all, in the order of being recorded.
std::vector<SupplierSuspension> load_suspensions(Connection& connection, std::int64_t county_id,
                                                 std::optional<std::int64_t> supplier_id);
void insert_suspension(Connection& connection, const Recording& recording,
                       const SupplierSuspension& suspension);
void end_suspension(Connection& connection, const Recording& recording,
                    const SupplierSuspension& suspension, Date reinstated_on,
                    const std::string& reason);

/// Why a supplier may not be ordered from on a day.
struct OrderBar {
  std::int64_t supplier_id{};
  std::optional<SupplierSuspension> suspension;
  std::optional<SupplierLicence> licence;  ///< the expired one that ended first
};
/// Whether the licence of suppliers.csv counts: a cycle judges it by what its own folder says.
enum class FileLicence { counted, left_out };
/// The suppliers that may not be ordered from, by id: suspended ones, and those with a licence in
/// use whose last day is past. Two statements, whatever their number.
std::vector<OrderBar> load_order_bars(Connection& connection, std::int64_t county_id, Date as_of,
                                      std::optional<std::int64_t> supplier_id = std::nullopt,
                                      FileLicence file_licence = FileLicence::counted);

}  // namespace wutong::inventory
