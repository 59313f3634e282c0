#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// Items that may replace each other: a name, and how many have it on a day.
struct SubstitutionGroupCount {
  std::string name;
  std::int64_t items{};
};
/// A page of the groups on a day, names after `after_name`, in the order of names; only those with
/// `text` in the name, whatever case. One statement.
std::vector<SubstitutionGroupCount> list_substitution_groups(Connection& connection,
                                                             std::int64_t county_id, Date as_of,
                                                             const std::string& text,
                                                             const std::string& after_name,
                                                             std::int64_t limit);

}  // namespace wutong::inventory
