#include <nlohmann/json.hpp>

#include "inventory/tables/delivery_route_table.h"
#include "inventory/tables/route_calendar_table.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/review_sheet_json.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/suggestion_json.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/purchase/demand/set_route_calendar.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Refusal;
using procurement::Refused;

namespace {

HttpAnswer calendar_answer(Call& call) {
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const std::string& code = call.path.at("code");
  std::int64_t route_id = 0;
  for (const auto& route : inventory::load_route_versions(*connection, county_id)) {
    if (route.plan.code == code) route_id = route.route_id;
  }
  if (route_id == 0) throw Refused(Refusal::unknown_record, {"route", code});
  const auto calendars = inventory::load_route_calendars(*connection, county_id);
  const auto found = calendars.find(route_id);
  if (found == calendars.end()) throw Refused(Refusal::calendar_unknown, {code});
  const inventory::RouteCalendar& calendar = found->second;
  ordered_json body{{"route_code", code},
                    {"version", calendar.version},
                    {"days_before", nullptr},
                    {"cut_off_time", nullptr},
                    {"note", calendar.note},
                    {"actor", calendar.actor},
                    {"recorded_at", instant(calendar.recorded_at)}};
  if (calendar.cut_off) {
    body["days_before"] = calendar.cut_off->days_before;
    body["cut_off_time"] = inventory::to_string(calendar.cut_off->time_of_day);
  }
  HttpAnswer answer = json_answer(body);
  answer.headers.emplace_back("ETag", '"' + std::to_string(calendar.version) + '"');
  return answer;
}

/// Nothing for a body that ends the calendar.
std::optional<inventory::CutOff> cut_off_of(const json& body) {
  const auto days = body.find("days_before");
  const std::string text = text_field(body, "cut_off_time");
  if (days == body.end() || days->is_null()) return std::nullopt;
  const auto time = inventory::parse_time_of_day(text);
  if (!time) throw Refused(Refusal::field_missing, {"calendar", "cut_off_time"});
  return inventory::CutOff{days->get<int>(), *time};
}

}  // namespace

HttpAnswer show_route_calendar(Call& call) {
  return calendar_answer(call);
}

HttpAnswer set_route_calendar(Call& call) {
  const json& body = *call.body;
  const procurement::SetRouteCalendar input{call.path.at("code"), expected_version(call),
                                            cut_off_of(body), text_field(body, "note")};
  run_operation(call, "set_route_calendar", [&](inventory::Connection& connection) {
    return procurement::set_route_calendar(connection, recording_of(call), input);
  });
  return calendar_answer(call);
}

HttpAnswer show_next_cut_off(Call& call) {
  const auto connection = call.service.store().lease();
  const auto member = member_in_path(call, *connection, procurement::Duty::read_requisitions);
  const auto verdict = procurement::find_cut_off(*connection, call.service.county_id(),
                                                 {member.facility_id, local_time(call)});
  return json_answer({{"facility_code", member.code},
                      {"is_open", !verdict.passed.has_value()},
                      {"passed", shown_cut_off(verdict.passed)},
                      {"next", shown_cut_off(verdict.next)}});
}

}  // namespace wutong::app::handlers
