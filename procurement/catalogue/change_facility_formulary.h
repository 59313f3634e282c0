#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/catalogue_item.h"
#include "inventory/tables/facility_formulary_table.h"

namespace wutong::procurement {

/// A set of items that a facility chooses of its tier's formulary, or chooses no longer, from a day
/// on.
struct FacilityFormularyChange {
  std::string facility_code;
  std::vector<std::string> codes;  ///< each once; none when the tier's formulary is taken over
  inventory::Date day{};           ///< first day in, or first day out
  std::string reason;
};

// All refuse item_day_past, item_reason_missing, facility_not_known, facility_not_member (on that
// day), facility_formulary_of_centre, and answer {"items": n}.

/// The facility begins a formulary of its own with all that its tier's holds on the day. Refused
/// too: facility_formulary_already_begun, facility_formulary_tier_has_none.
std::string begin_facility_formulary(inventory::Connection& connection, std::int64_t county_id,
                                     const FacilityFormularyChange& change, inventory::Date today);
/// A facility without a formulary of its own begins one with these items alone. Refused too:
/// item_unknown, formulary_already_holds, formulary_not_in_higher_tier (the tier's formulary does
/// not hold it on the day).
std::string add_to_facility_formulary(inventory::Connection& connection, std::int64_t county_id,
                                      const FacilityFormularyChange& change, inventory::Date today);
/// Refused too: item_unknown, facility_formulary_not_begun, formulary_does_not_hold.
std::string remove_from_facility_formulary(inventory::Connection& connection,
                                           std::int64_t county_id,
                                           const FacilityFormularyChange& change,
                                           inventory::Date today);

/// Pure: every refusal of taking over what the tier holds on the day.
void check_facility_beginning(const FacilityFormularyChange& change,
                              const std::optional<inventory::Date>& begun_on,
                              const inventory::FacilityFormulary& formulary);
/// Pure: every refusal of adding one item that has these entries; `formulary` is that of the day.
void check_facility_addition(const FacilityFormularyChange& change,
                             const inventory::ItemVersion& item,
                             const std::vector<inventory::FacilityFormularyEntry>& entries_of_item,
                             const inventory::FacilityFormulary& formulary);
/// Pure: every refusal of removing it.
void check_facility_removal(const FacilityFormularyChange& change,
                            const inventory::ItemVersion& item,
                            const std::vector<inventory::FacilityFormularyEntry>& entries_of_item);

}  // namespace wutong::procurement
