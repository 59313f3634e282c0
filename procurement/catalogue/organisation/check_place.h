#pragma once

#include <cstdint>
#include <string>

#include "inventory/records/facility_history.h"
#include "procurement/catalogue/organisation/check_field.h"

namespace wutong::procurement {

/// The facility's id; refuses a code that the county never had.
std::int64_t require_facility(const inventory::FacilityHistory& history, const std::string& code);
/// The same for one that is a member on a day.
std::int64_t require_member(const inventory::FacilityHistory& history, const std::string& code,
                            inventory::Date day);
/// What a change of the facility must have seen.
VersionsSeen versions_seen(const inventory::FacilityHistory& history, std::int64_t facility_id,
                           std::int64_t expected_version);

/// Where a facility stands in a history that has the planned change in it, on `from` and on all
/// later days: under a member (`facility_not_member`), of a kind that the rules allow
/// (`parent_kind_not_allowed`), and not below itself (`facility_below_itself`, with the chain). On
/// days on which it is no member nothing is asked.
void check_place(const inventory::FacilityHistory& history, const inventory::ParentRules& rules,
                 std::int64_t facility_id, inventory::Date from);

/// That each facility directly below may stand under what this one has become.
void check_children(const inventory::FacilityHistory& history, const inventory::ParentRules& rules,
                    std::int64_t facility_id, inventory::Date from);

/// That nobody who is a member is left below one who is not (`children_would_stay`).
void check_no_child_stays(const inventory::FacilityHistory& history, std::int64_t facility_id,
                          inventory::Date from);

}  // namespace wutong::procurement
