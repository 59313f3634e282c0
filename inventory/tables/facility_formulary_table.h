#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/master_data.h"
#include "inventory/tables/formulary_table.h"

namespace wutong::inventory {

/// Whose formulary a facility chooses from: hospitals and drugstores from the county's.
Tier tier_of(FacilityKind kind);

/// An item that a facility has chosen of its tier's formulary.
struct FacilityFormularyEntry {
  std::int64_t facility_id{};
  std::int64_t item_id{};
  Date effective_from{};
  std::optional<Date> effective_until;  ///< the first day on which it no longer holds
  std::string reason;
  std::string removal_reason{};
};

/// A facility as it is on a day.
struct FormularyUser {
  std::int64_t facility_id{};
  FacilityKind kind{};
  Date day{};
};

/// What a facility uses on a day: what its tier's formulary holds and, once it has begun one of its
/// own, what it has chosen of that.
struct FacilityFormulary {
  Tier tier{};
  bool own = false;  ///< it has begun its own by that day
  std::unordered_set<std::int64_t> of_tier;
  std::unordered_set<std::int64_t> chosen;  ///< of the tier's; empty when it has none of its own

  /// Whether anything is ruled out: a tier without a formulary holds nobody to one.
  bool limits() const { return own || !of_tier.empty(); }
  const std::unordered_set<std::int64_t>& items() const { return own ? chosen : of_tier; }
  bool holds(std::int64_t item_id) const { return items().contains(item_id); }
};

/// The one place that knows the rule. Two statements.
FacilityFormulary load_formulary_of(Connection& connection, std::int64_t county_id,
                                    const FormularyUser& user);

/// The first day of the facility's own formulary, past or planned; nothing: it has none.
std::optional<Date> facility_formulary_begin(Connection& connection, std::int64_t county_id,
                                             std::int64_t facility_id);
/// Every entry that these items ever had in the facility's own formulary.
std::vector<FacilityFormularyEntry> load_facility_formulary_entries(
    Connection& connection, std::int64_t county_id, std::int64_t facility_id,
    const std::vector<std::int64_t>& item_ids);
/// Every entry that the county ever had.
std::vector<FacilityFormularyEntry> load_all_facility_formulary_entries(Connection& connection,
                                                                        std::int64_t county_id);
/// New ones, and known ones that have ended.
void save_facility_formulary_entries(Connection& connection, std::int64_t county_id,
                                     const std::vector<FacilityFormularyEntry>& entries);
/// Ends the open entries of these items.
void end_facility_formulary_entries(Connection& connection, std::int64_t county_id,
                                    std::int64_t facility_id,
                                    const std::vector<std::int64_t>& item_ids, Date until,
                                    const std::string& reason);

}  // namespace wutong::inventory
