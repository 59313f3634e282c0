#include "procurement/catalogue/organisation/move_facility.h"

#include "inventory/answer.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/catalogue/organisation/check_place.h"
#include "procurement/catalogue/organisation/save_facility_version.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

std::string move_facility(inventory::Connection& connection, const inventory::Recording& recording,
                          const MoveFacility& input) {
  auto history = inventory::lock_facility_history(connection, recording.county_id);
  const auto rules = inventory::load_parent_rules(connection, recording.county_id);
  const std::int64_t id = require_member(history, input.code, input.effective_from);
  const VersionsSeen seen = versions_seen(history, id, input.expected_version);
  check_expected_version(seen);
  check_optional_text({"facility " + input.code, "reason"}, input.reason, reason_characters);
  inventory::FacilityVersion version = history.newest(id);
  if (version.kind == inventory::FacilityKind::centre) {
    throw Refused(Refusal::centre_is_fixed, {input.code});
  }
  const std::int64_t parent_id = require_facility(history, input.new_parent_code);
  if (version.parent_id == parent_id) {
    return inventory::answer_of({{"version", version.version}, {"changed", 0}});
  }
  check_effective_from(seen, input.effective_from);
  version.parent_id = parent_id;
  version.effective_from = input.effective_from;
  ++version.version;
  history.add(version);
  check_place(history, rules, id, input.effective_from);

  save_facility_version(connection, recording, history, version, input.reason);
  return inventory::answer_of({{"version", version.version}, {"changed", 1}});
}

}  // namespace wutong::procurement
