#include "inventory/tables/substitution_group_reads.h"

#include <fmt/format.h>

#include "inventory/tables/item_table.h"

namespace wutong::inventory {

std::vector<SubstitutionGroupCount> list_substitution_groups(Connection& connection,
                                                             std::int64_t county_id, Date as_of,
                                                             const std::string& text,
                                                             const std::string& after_name,
                                                             std::int64_t limit) {
  // An empty name is no group, so that the first page begins after it.
  Rows rows = connection.query(fmt::format(
      "SELECT v.substitution_group, COUNT(*) FROM item_version v WHERE v.county_id = {} AND"
      " v.substitution_group > {} AND LOCATE(LOWER({}), LOWER(v.substitution_group)) > 0 AND {}"
      " GROUP BY v.substitution_group ORDER BY v.substitution_group LIMIT {}",
      county_id, connection.quoted(after_name), connection.quoted(text),
      holds_on("'" + to_string(as_of) + "'"), limit));
  std::vector<SubstitutionGroupCount> groups;
  while (rows.next()) groups.push_back({rows.text(1), rows.integer(2)});
  return groups;
}

}  // namespace wutong::inventory
