#include "procurement/catalogue/organisation/assign_entity.h"

#include <algorithm>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/accounting_entity_table.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/catalogue/organisation/check_place.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

std::int64_t require_entity(const std::vector<inventory::AccountingEntity>& entities,
                            const std::string& code) {
  const auto found = std::find_if(entities.begin(), entities.end(),
                                  [&](const auto& entity) { return entity.code == code; });
  if (found == entities.end()) throw Refused(Refusal::entity_not_known, {code});
  return found->entity_id;
}

/// Books that a later assignment already has would change hands behind its back.
void check_after_the_last(const std::vector<inventory::EntityAssignment>& assignments,
                          std::int64_t facility_id, const AssignEntity& input) {
  std::int64_t number = 0;
  for (const auto& assignment : assignments) {
    if (assignment.facility_id != facility_id) continue;
    ++number;
    check_effective_from({input.facility_code, number, number, assignment.effective_from},
                         input.effective_from);
  }
}

}  // namespace

std::string assign_entity(inventory::Connection& connection, const inventory::Recording& recording,
                          const AssignEntity& input) {
  const auto history = inventory::lock_facility_history(connection, recording.county_id);
  const std::int64_t facility_id =
      require_member(history, input.facility_code, input.effective_from);
  const std::int64_t entity_id =
      require_entity(inventory::load_entities(connection, recording.county_id), input.entity_code);
  check_after_the_last(inventory::load_entity_assignments(connection, recording.county_id),
                       facility_id, input);

  const std::int64_t id = inventory::IdentifierSource::shared().next();
  inventory::insert_entity_assignments(connection, recording.county_id,
                                       {{facility_id, id, entity_id, input.effective_from}});
  return inventory::answer_of({{"assignment_id", id}});
}

}  // namespace wutong::procurement
