#include "procurement/catalogue/organisation/set_parent_rules.h"

#include "inventory/answer.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

std::string set_parent_rules(inventory::Connection& connection,
                             const inventory::Recording& recording,
                             const inventory::ParentRules& rules) {
  using inventory::FacilityKind;
  for (const auto& [kind, parent] : rules) {
    if (kind != FacilityKind::centre) continue;
    throw Refused(Refusal::centre_is_fixed, {std::string(inventory::to_string(kind))});
  }
  inventory::lock_county(connection, recording.county_id);
  inventory::save_parent_rules(connection, recording.county_id, rules);
  return inventory::answer_of({{"rules", static_cast<std::int64_t>(rules.size())}});
}

}  // namespace wutong::procurement
