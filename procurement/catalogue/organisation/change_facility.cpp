#include "procurement/catalogue/organisation/change_facility.h"

#include "inventory/answer.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/catalogue/organisation/check_place.h"
#include "procurement/catalogue/organisation/save_facility_version.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

void check_kind(const inventory::FacilityVersion& now, const ChangeFacility& input) {
  using inventory::FacilityKind;
  const bool was_centre = now.kind == FacilityKind::centre;
  const bool becomes_centre = input.kind == FacilityKind::centre;
  if (was_centre != becomes_centre) throw Refused(Refusal::centre_is_fixed, {input.code});
}

}  // namespace

std::string change_facility(inventory::Connection& connection,
                            const inventory::Recording& recording, const ChangeFacility& input) {
  const std::string what = "facility " + input.code;
  auto history = inventory::lock_facility_history(connection, recording.county_id);
  const auto rules = inventory::load_parent_rules(connection, recording.county_id);
  const std::int64_t id = require_member(history, input.code, input.effective_from);
  const VersionsSeen seen = versions_seen(history, id, input.expected_version);
  check_expected_version(seen);
  check_text({what, "name"}, input.name, name_characters);
  check_optional_text({what, "reason"}, input.reason, reason_characters);
  inventory::FacilityVersion version = history.newest(id);
  check_kind(version, input);
  const bool is_other_kind = version.kind != input.kind;
  if (!is_other_kind && version.name == input.name) {
    return inventory::answer_of({{"version", version.version}, {"changed", 0}});
  }
  check_effective_from(seen, input.effective_from);
  version.name = input.name;
  version.kind = input.kind;
  version.effective_from = input.effective_from;
  ++version.version;
  history.add(version);
  // A name changes no place: what a county folder has put somewhere else may still be renamed.
  if (is_other_kind) {
    check_place(history, rules, id, input.effective_from);
    check_children(history, rules, id, input.effective_from);
  }

  save_facility_version(connection, recording, history, version, input.reason);
  return inventory::answer_of({{"version", version.version}, {"changed", 1}});
}

}  // namespace wutong::procurement
