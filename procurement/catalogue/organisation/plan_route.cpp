#include "procurement/catalogue/organisation/plan_route.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/delivery_route_table.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/catalogue/organisation/check_place.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::FacilityHistory;
using inventory::FacilityKind;
using inventory::RouteVersion;

namespace {

[[noreturn]] void refuse_plan(const inventory::RoutePlan& plan, Refusal refusal,
                              const inventory::MemberOnDay* facility = nullptr) {
  throw Refused(refusal, {plan.code, facility == nullptr ? "" : facility->code});
}

void check_stops(const inventory::RoutePlan& plan, const inventory::FacilityTree& tree) {
  std::set<std::int64_t> seen;
  for (const std::int64_t stop : plan.stops) {
    const inventory::MemberOnDay* member = tree.find(stop);
    if (member == nullptr || member->kind == FacilityKind::centre) {
      refuse_plan(plan, Refusal::route_stop_unfit, member);
    }
    if (!seen.insert(stop).second) refuse_plan(plan, Refusal::route_stop_twice, member);
  }
}

const RouteVersion* newest_of(const std::vector<RouteVersion>& versions, const std::string& code) {
  const RouteVersion* newest = nullptr;
  for (const RouteVersion& version : versions) {
    if (version.plan.code == code) newest = &version;
  }
  return newest;
}

/// The next version of the route, its plan still empty.
RouteVersion next_version(const std::vector<RouteVersion>& versions, const std::string& code,
                          std::int64_t expected, inventory::Date effective_from) {
  const RouteVersion* newest = newest_of(versions, code);
  const VersionsSeen seen{code, expected, newest == nullptr ? 0 : newest->version,
                          newest == nullptr ? effective_from : newest->plan.effective_from};
  check_expected_version(seen);
  check_effective_from(seen, effective_from);
  RouteVersion version;
  version.route_id =
      newest == nullptr ? inventory::IdentifierSource::shared().next() : newest->route_id;
  version.version = seen.newest + 1;
  version.plan.code = code;
  version.plan.effective_from = effective_from;
  return version;
}

std::string save(inventory::Connection& connection, const inventory::Recording& recording,
                 const RouteVersion& version, const std::string& reason) {
  inventory::insert_route_versions(connection, recording.county_id, {version});
  inventory::insert_version_note(connection, recording,
                                 {"route", version.route_id, version.version}, reason);
  return inventory::answer_of({{"route_id", version.route_id}, {"version", version.version}});
}

}  // namespace

void check_no_route_clash(const FacilityHistory& history, const std::vector<RouteVersion>& versions,
                          inventory::Date from) {
  const auto clash = inventory::find_route_clash(versions, from);
  if (!clash) return;
  throw Refused(
      Refusal::facility_on_two_routes,
      {history.code_of(clash->facility_id), std::string(inventory::to_string(clash->weekday)),
       clash->route_code, clash->other_route_code, inventory::to_string(clash->day)});
}

void check_route_texts(const RouteTexts& texts) {
  const std::string what = "route " + texts.code;
  check_code({what, "code"}, texts.code);
  check_text({what, "name"}, texts.name, name_characters);
  check_optional_text({what, "reason"}, texts.reason, reason_characters);
}

void check_route_plan(const inventory::RoutePlan& plan, const inventory::FacilityTree& tree) {
  if (plan.weekdays.empty()) refuse_plan(plan, Refusal::route_without_days);
  if (plan.stops.empty()) refuse_plan(plan, Refusal::route_without_stops);
  const inventory::MemberOnDay* hub = tree.find(plan.hub_facility_id);
  if (hub == nullptr || hub->kind != FacilityKind::township) {
    refuse_plan(plan, Refusal::route_hub_unfit, hub);
  }
  check_stops(plan, tree);
}

std::string plan_route(inventory::Connection& connection, const inventory::Recording& recording,
                       const PlanRoute& input) {
  check_route_texts({input.code, input.name, input.reason});
  const auto history = inventory::lock_facility_history(connection, recording.county_id);
  auto versions = inventory::load_route_versions(connection, recording.county_id);
  RouteVersion version =
      next_version(versions, input.code, input.expected_version, input.effective_from);
  version.plan.name = input.name;
  version.plan.weekdays = input.weekdays;
  version.plan.hub_facility_id = require_member(history, input.hub_code, input.effective_from);
  for (const std::string& code : input.stop_codes) {
    version.plan.stops.push_back(require_member(history, code, input.effective_from));
  }
  check_route_plan(version.plan, history.tree_on(input.effective_from));
  versions.push_back(version);
  check_no_route_clash(history, versions, input.effective_from);

  return save(connection, recording, version, input.reason);
}

std::string close_route(inventory::Connection& connection, const inventory::Recording& recording,
                        const CloseRoute& input) {
  check_text({"route " + input.code, "reason"}, input.reason, reason_characters);
  inventory::lock_facility_history(connection, recording.county_id);
  const auto versions = inventory::load_route_versions(connection, recording.county_id);
  const RouteVersion* newest = newest_of(versions, input.code);
  if (newest == nullptr) throw Refused(Refusal::route_not_known, {input.code});
  RouteVersion version =
      next_version(versions, input.code, input.expected_version, input.closed_on);
  version.plan.name = newest->plan.name;
  version.plan.hub_facility_id = newest->plan.hub_facility_id;

  return save(connection, recording, version, input.reason);
}

}  // namespace wutong::procurement
