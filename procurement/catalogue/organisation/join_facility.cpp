#include "procurement/catalogue/organisation/join_facility.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/catalogue/organisation/check_place.h"
#include "procurement/catalogue/organisation/save_facility_version.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::FacilityHistory;
using inventory::FacilityVersion;

namespace {

void check_facility_record(const JoinFacility& input) {
  const inventory::FacilityRecord& record = input.record;
  const std::string what = "facility " + record.code;
  check_code({what, "code"}, record.code);
  check_text({what, "name"}, record.name, name_characters);
  check_optional_text({what, "reason"}, input.reason, reason_characters);
  if (record.kind == inventory::FacilityKind::centre) {
    throw Refused(Refusal::centre_is_fixed, {record.code});
  }
  if (record.parent_code.empty()) throw Refused(Refusal::field_missing, {what, "parent_code"});
}

/// A former member comes back no earlier than it left, and not while it has not left.
void check_has_left(const FacilityHistory& history, std::int64_t facility_id,
                    inventory::Date joined_on) {
  const auto* departure = history.open_departure(facility_id);
  if (departure == nullptr) {
    throw Refused(Refusal::facility_already_member,
                  {history.code_of(facility_id), history.newest(facility_id).name});
  }
  check_days("facility " + history.code_of(facility_id), {departure->left_on, joined_on});
}

bool says_the_same(const FacilityVersion& a, const FacilityVersion& b) {
  return a.name == b.name && a.kind == b.kind && a.parent_id == b.parent_id;
}

}  // namespace

std::string join_facility(inventory::Connection& connection, const inventory::Recording& recording,
                          const JoinFacility& input) {
  check_facility_record(input);
  FacilityHistory history = inventory::lock_facility_history(connection, recording.county_id);
  const auto rules = inventory::load_parent_rules(connection, recording.county_id);
  std::int64_t id = history.id_of(input.record.code);
  const bool is_back = id != 0;
  FacilityVersion version{0,
                          1,
                          input.joined_on,
                          input.record.name,
                          input.record.kind,
                          require_facility(history, input.record.parent_code)};
  if (is_back) {
    check_has_left(history, id, input.joined_on);
    const VersionsSeen seen = versions_seen(history, id, history.newest(id).version);
    check_effective_from(seen, input.joined_on);
    version.version = seen.newest + 1;
    history.end_departure(id, input.joined_on);
  } else {
    id = inventory::IdentifierSource::shared().next();
    history.add_code(id, input.record.code);
  }
  version.facility_id = id;
  const bool has_changed = !is_back || !says_the_same(version, history.newest(id));
  if (has_changed) history.add(version);
  check_place(history, rules, id, input.joined_on);

  if (has_changed) save_facility_version(connection, recording, history, version, input.reason);
  if (is_back) {
    inventory::end_departure(connection, recording.county_id, id, input.joined_on);
  }
  return inventory::answer_of({{"facility_id", id},
                               {"version", history.newest(id).version},
                               {"rejoined", is_back ? 1 : 0}});
}

}  // namespace wutong::procurement
