#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/shortage_case_table.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/purchase/followup/register_shortage.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::ShortageCase;
using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Duty;
using procurement::Refusal;
using procurement::Refused;

namespace {

struct CaseCodes {
  inventory::CodesById facilities;
  inventory::CodesById items;
};

CaseCodes load_case_codes(const Call& call, inventory::Connection& connection) {
  const std::int64_t county_id = call.service.county_id();
  return {inventory::load_codes(connection, county_id, inventory::Noun::facility),
          inventory::load_codes(connection, county_id, inventory::Noun::item)};
}

ordered_json shown_head(const ShortageCase& shortage, const CaseCodes& codes) {
  return {{"case_no", shortage.case_no},
          {"facility_code", codes.facilities.at(shortage.facility_id)},
          {"item_code", codes.items.at(shortage.item_id)},
          {"quantity", shortage.quantity.units()},
          {"asked_by", shortage.asked_by},
          {"contact", shortage.contact},
          {"source", shortage.cycle_id ? "dispatch" : "hand"},
          {"state", to_string(shortage.state)},
          {"version", shortage.version},
          {"registered_on", inventory::to_string(shortage.registered_on)}};
}

/// A case of a facility that the caller does not reach is one that is not there.
ShortageCase load_visible(const Call& call, inventory::Connection& connection,
                          const FacilityReach& reach) {
  const std::string& number = call.path.at("case_no");
  const auto shortage = inventory::find_shortage_case(connection, call.service.county_id(), number);
  if (!shortage || !reach.contains(shortage->facility_id)) {
    throw Refused(Refusal::shortage_unknown, {number});
  }
  return *shortage;
}

HttpAnswer case_answer(Call& call, int status) {
  const auto connection = call.service.store().lease();
  const ShortageCase shortage =
      load_visible(call, *connection, FacilityReach(*connection, call, Duty::read_requisitions));
  ordered_json body = shown_head(shortage, load_case_codes(call, *connection));
  body["steps"] = ordered_json::array();
  for (const auto& step :
       inventory::load_shortage_steps(*connection, call.service.county_id(), shortage.case_id)) {
    body["steps"].push_back({{"version", step.version},
                             {"action", step.action},
                             {"state", step.state},
                             {"note", step.note},
                             {"actor", step.actor},
                             {"done_at", instant(step.done_at)}});
  }
  HttpAnswer answer = json_answer(body, status);
  answer.headers.emplace_back("ETag", '"' + std::to_string(shortage.version) + '"');
  return answer;
}

}  // namespace

HttpAnswer list_shortage_cases(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const CaseCodes codes = load_case_codes(call, *connection);
  inventory::ShortageFilter filter;
  filter.state = call.parameter("state");
  filter.at_most = page.limit + 1;
  if (!page.after.empty()) {
    const auto after = inventory::find_shortage_case(*connection, county_id, page.after);
    filter.below_id = after ? after->case_id : 0;
  }
  const FacilityReach reach(*connection, call, Duty::read_requisitions);
  const std::string_view wanted = call.parameter("facility_code");
  for (const auto& [id, code] : codes.facilities) {
    const bool is_wanted = wanted.empty() || wanted == code;
    if (is_wanted && reach.contains(id)) filter.facility_ids.push_back(id);
  }
  ordered_json cases = ordered_json::array();
  if (!filter.facility_ids.empty()) {
    for (const auto& shortage : inventory::list_shortage_cases(*connection, county_id, filter)) {
      cases.push_back(shown_head(shortage, codes));
    }
  }
  return page_answer("cases", std::move(cases), page, "case_no");
}

HttpAnswer register_shortage(Call& call) {
  const json& body = *call.body;
  const procurement::RegisterShortage input{
      text_field(body, "facility_code"), text_field(body, "item_code"),
      pricing::Quantity(body.at("quantity").get<std::int64_t>()), text_field(body, "asked_by"),
      text_field(body, "contact")};
  const std::string answer =
      run_operation(call, "register_shortage", [&](inventory::Connection& connection) {
        const FacilityReach reach(connection, call, Duty::submit_requisitions);
        for (const auto& [id, code] : inventory::load_codes(connection, call.service.county_id(),
                                                            inventory::Noun::facility)) {
          if (code == input.facility_code) reach.require(id);
        }
        return procurement::register_shortage(connection, recording_of(call), input);
      });
  {
    const auto connection = call.service.store().lease();
    const auto shortage = inventory::find_shortage_case(*connection, call.service.county_id(),
                                                        inventory::figure_in(answer, "case_id"));
    call.path.insert_or_assign("case_no", shortage.value().case_no);
  }
  return case_answer(call, 201);
}

HttpAnswer register_dispatch_shortages(Call& call) {
  const std::string period = text_field(*call.body, "period");
  const std::string answer =
      run_operation(call, "register_dispatch_shortages", [&](inventory::Connection& connection) {
        return procurement::register_dispatch_shortages(connection, recording_of(call), period);
      });
  return json_answer({{"period", period}, {"cases", inventory::figure_in(answer, "cases")}});
}

HttpAnswer show_shortage_case(Call& call) {
  return case_answer(call, 200);
}

HttpAnswer advance_shortage_case(Call& call) {
  const json& body = *call.body;
  const procurement::AdvanceShortage input{
      call.path.at("case_no"), expected_version(call),
      inventory::parse_shortage_action(text_field(body, "action")).value(),
      text_field(body, "note")};
  run_operation(call, "advance_shortage", [&](inventory::Connection& connection) {
    const FacilityReach reach(connection, call, Duty::read_requisitions, Duty::submit_requisitions);
    reach.require_second(load_visible(call, connection, reach).facility_id);
    return procurement::advance_shortage(connection, recording_of(call), input);
  });
  return case_answer(call, 200);
}

}  // namespace wutong::app::handlers
