#include <algorithm>
#include <nlohmann/json.hpp>

#include "inventory/tables/delivery_route_table.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/organisation/plan_route.h"
#include "procurement/catalogue/organisation/read_organisation.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::RouteVersion;
using nlohmann::ordered_json;
using procurement::Duty;
using procurement::Refusal;
using procurement::Refused;

namespace {

ordered_json shown(std::int64_t version, const inventory::RoutePlan& plan, const std::string& hub,
                   const std::vector<std::string>& stops) {
  ordered_json weekdays = ordered_json::array();
  for (const auto weekday : plan.weekdays) weekdays.push_back(to_string(weekday));
  return {{"code", plan.code},   {"name", plan.name},
          {"hub_code", hub},     {"weekdays", std::move(weekdays)},
          {"stop_codes", stops}, {"is_closed", plan.weekdays.empty()},
          {"version", version},  {"effective_from", inventory::to_string(plan.effective_from)}};
}

ordered_json shown(const RouteVersion& route, const inventory::FacilityHistory& history) {
  std::vector<std::string> stops;
  for (const std::int64_t stop : route.plan.stops) stops.push_back(history.code_of(stop));
  return shown(route.version, route.plan, history.code_of(route.plan.hub_facility_id), stops);
}

/// A route is for those whose facilities it drives to.
bool is_reached(const FacilityReach& reach, const inventory::RoutePlan& plan) {
  return reach.contains(plan.hub_facility_id) ||
         std::any_of(plan.stops.begin(), plan.stops.end(),
                     [&](std::int64_t stop) { return reach.contains(stop); });
}

/// All that was ever planned for the route in the path, the newest last.
std::vector<RouteVersion> load_versions(Call& call, inventory::Connection& connection) {
  const std::string& code = call.path.at("code");
  const FacilityReach reach(connection, call, Duty::read_members);
  auto versions = inventory::load_route_versions(connection, call.service.county_id());
  std::erase_if(versions, [&](const RouteVersion& one) { return one.plan.code != code; });
  if (versions.empty()) throw Refused(Refusal::unknown_record, {"route", code});
  if (!std::any_of(versions.begin(), versions.end(),
                   [&](const RouteVersion& one) { return is_reached(reach, one.plan); })) {
    reach.require(versions.back().plan.hub_facility_id);
  }
  return versions;
}

HttpAnswer route_answer(Call& call) {
  const auto connection = call.service.store().lease();
  const auto versions = load_versions(call, *connection);
  const auto history = inventory::load_facility_history(*connection, call.service.county_id());
  HttpAnswer answer = json_answer(shown(versions.back(), history));
  answer.headers.emplace_back("ETag", '"' + std::to_string(versions.back().version) + '"');
  return answer;
}

HttpAnswer plan(Call& call, const std::string& code, std::int64_t expected) {
  const nlohmann::json& body = *call.body;
  procurement::PlanRoute input;
  input.code = code;
  input.name = text_field(body, "name");
  input.hub_code = text_field(body, "hub_code");
  for (const std::string& weekday : text_list(body, "weekdays")) {
    input.weekdays.insert(inventory::parse_weekday(weekday).value());
  }
  input.stop_codes = text_list(body, "stop_codes");
  input.expected_version = expected;
  input.effective_from = date_field(body, "effective_from").value_or(local_day());
  input.reason = text_field(body, "reason");
  run_operation(call, "plan_route", [&](inventory::Connection& connection) {
    return procurement::plan_route(connection, recording_of(call), input);
  });
  call.path.insert_or_assign("code", code);
  return route_answer(call);
}

}  // namespace

HttpAnswer list_delivery_routes(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const FacilityReach reach(*connection, call, Duty::read_members);
  ordered_json list = ordered_json::array();
  for (const auto& line :
       procurement::list_routes(*connection, call.service.county_id(), asked_day(call),
                                inventory::parse_weekday(call.parameter("weekday")))) {
    if (line.plan.code <= page.after || static_cast<std::int64_t>(list.size()) > page.limit) {
      continue;
    }
    if (!is_reached(reach, line.plan)) continue;
    list.push_back(shown(line.version, line.plan, line.hub_code, line.stop_codes));
  }
  return page_answer("routes", std::move(list), page, "code");
}

HttpAnswer show_delivery_route(Call& call) {
  return route_answer(call);
}

HttpAnswer list_delivery_route_versions(Call& call) {
  const auto connection = call.service.store().lease();
  const auto history = inventory::load_facility_history(*connection, call.service.county_id());
  ordered_json versions = ordered_json::array();
  for (const RouteVersion& version : load_versions(call, *connection)) {
    versions.insert(versions.begin(), shown(version, history));  // the newest first
  }
  return json_answer({{"versions", std::move(versions)}, {"next_cursor", nullptr}});
}

HttpAnswer create_delivery_route(Call& call) {
  return plan(call, text_field(*call.body, "code"), 0);
}

HttpAnswer plan_delivery_route(Call& call) {
  const std::int64_t expected = expected_version(call);
  load_versions(call, *call.service.store().lease());
  return plan(call, call.path.at("code"), expected);
}

HttpAnswer close_delivery_route(Call& call) {
  const nlohmann::json& body = *call.body;
  const procurement::CloseRoute input{call.path.at("code"), expected_version(call),
                                      date_field(body, "closed_on").value_or(local_day()),
                                      text_field(body, "reason")};
  load_versions(call, *call.service.store().lease());
  run_operation(call, "close_route", [&](inventory::Connection& connection) {
    return procurement::close_route(connection, recording_of(call), input);
  });
  return route_answer(call);
}

}  // namespace wutong::app::handlers
