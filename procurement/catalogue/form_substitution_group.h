#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/catalogue_item.h"
#include "inventory/tables/formulary_table.h"

namespace wutong::procurement {

/// Items that may replace each other from `day` on, under one name.
struct SubstitutionGroup {
  std::string name;
  std::vector<std::string> codes;  ///< each once
  inventory::Date day{};
};

/// Each item gets a version with this group (none when it is in the group already); members that
/// are not named stay, and must fit. Refused: item_unknown, item_day_past, item_value_not_allowed
/// (the name), substitution_not_allowed with the two items and the field. Answers {"items": n}.
std::string form_substitution_group(inventory::Connection& connection, std::int64_t county_id,
                                    const SubstitutionGroup& group, inventory::Date today);

/// The named items leave the group on `day`, each by a version without it. Refused: item_unknown,
/// item_day_past, item_value_not_allowed (the name, or an item that is not in the group that day).
/// Answers {"items": n}.
std::string leave_substitution_group(inventory::Connection& connection, std::int64_t county_id,
                                     const SubstitutionGroup& group, inventory::Date today);

/// Pure: all of one generic, route, form family and strength, each of them known; so never an
/// injection for a tablet.
void check_substitutes(const std::vector<inventory::ItemVersion>& items);

/// The other items of the item's group that a tier's formulary holds and that are enabled on
/// `as_of`, in the order of codes. Empty when the item is unknown or in no group.
std::vector<inventory::ItemVersion> substitutes_of(inventory::Connection& connection,
                                                   std::int64_t county_id, const std::string& code,
                                                   inventory::Tier tier, inventory::Date as_of);

}  // namespace wutong::procurement
