#include "procurement/catalogue/organisation/leave_facility.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/catalogue/organisation/check_place.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::FacilityDeparture;
using inventory::FacilityHistory;

namespace {

/// A member that stays, on that day and on all days that are known of.
bool may_take_over(const FacilityHistory& history, const FacilityDeparture& departure) {
  if (departure.handover_facility_id == departure.facility_id) return false;
  for (const inventory::Date day : history.days_of_change(departure.left_on)) {
    if (!history.is_member(departure.handover_facility_id, day)) return false;
  }
  return true;
}

/// A version that begins later would be lost sight of behind the departure.
void check_nothing_planned(const FacilityHistory& history, std::int64_t facility_id,
                           inventory::Date left_on) {
  const auto& newest = history.newest(facility_id);
  check_effective_from(versions_seen(history, facility_id, newest.version), left_on);
}

}  // namespace

void check_leaving(const FacilityHistory& history, const FacilityDeparture& departure,
                   const OpenAffairs& open) {
  const std::string& code = history.code_of(departure.facility_id);
  if (history.newest(departure.facility_id).kind == inventory::FacilityKind::centre) {
    throw Refused(Refusal::centre_is_fixed, {code});
  }
  check_no_child_stays(history, departure.facility_id, departure.left_on);
  const bool is_handed_over = departure.handover_facility_id != 0;
  if (is_handed_over && !may_take_over(history, departure)) {
    throw Refused(Refusal::handover_facility_unfit,
                  {code, history.code_of(departure.handover_facility_id),
                   inventory::to_string(departure.left_on)});
  }
  if (open.must_be_ended() || (open.must_be_handed_over() && !is_handed_over)) {
    auto figures = open.figures();
    figures.insert(figures.begin(), code);
    throw Refused(Refusal::facility_has_open_affairs, std::move(figures));
  }
}

std::string leave_facility(inventory::Connection& connection, const inventory::Recording& recording,
                           const LeaveFacility& input) {
  check_text({"facility " + input.code, "reason"}, input.reason, reason_characters);
  FacilityHistory history = inventory::lock_facility_history(connection, recording.county_id);
  FacilityDeparture departure;
  departure.facility_id = require_member(history, input.code, input.left_on);
  departure.left_on = input.left_on;
  departure.reason = input.reason;
  if (!input.handover_code.empty()) {
    departure.handover_facility_id = require_facility(history, input.handover_code);
  }
  if (const auto* other = history.open_departure(departure.facility_id)) {
    throw Refused(Refusal::facility_not_member, {input.code, inventory::to_string(other->left_on)});
  }
  check_nothing_planned(history, departure.facility_id, input.left_on);
  history.add(departure);
  const OpenAffairs open =
      load_open_affairs(connection, recording.county_id, departure.facility_id, input.left_on);
  check_leaving(history, departure, open);

  departure.departure_id = inventory::IdentifierSource::shared().next();
  inventory::insert_departure(connection, recording.county_id, departure);
  return inventory::answer_of({{"departure_id", departure.departure_id},
                               {"lots_handed_over", open.lots_in_stock},
                               {"balance_handed_over_fen", open.owed_fen}});
}

}  // namespace wutong::procurement
