#include <map>
#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/accounting_entity_table.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/organisation/assign_entity.h"
#include "procurement/catalogue/organisation/read_organisation.h"
#include "procurement/catalogue/organisation/register_entity.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;

HttpAnswer list_accounting_entities(Call& call) {
  const Page page = page_of(call);
  const std::int64_t county_id = call.service.county_id();
  const auto connection = call.service.store().lease();
  std::map<std::string, std::int64_t> members;
  for (const auto& [facility, entity] :
       procurement::load_entities_of_members(*connection, county_id, asked_day(call))) {
    ++members[entity];
  }
  ordered_json list = ordered_json::array();
  for (const auto& entity : inventory::load_entities(*connection, county_id)) {
    if (entity.code <= page.after || static_cast<std::int64_t>(list.size()) > page.limit) continue;
    list.push_back({{"code", entity.code},
                    {"name", entity.name},
                    {"registered_on", inventory::to_string(entity.registered_on)},
                    {"members", members[entity.code]}});
  }
  return page_answer("entities", std::move(list), page, "code");
}

HttpAnswer register_accounting_entity(Call& call) {
  const procurement::RegisterEntity input{text_field(*call.body, "code"),
                                          text_field(*call.body, "name")};
  run_operation(call, "register_entity", [&](inventory::Connection& connection) {
    return procurement::register_entity(connection, recording_of(call), input);
  });
  return json_answer({{"code", input.code},
                      {"name", input.name},
                      {"registered_on", inventory::to_string(local_day())},
                      {"members", 0}});
}

HttpAnswer assign_accounting_entity(Call& call) {
  const procurement::AssignEntity input{
      call.path.at("code"), text_field(*call.body, "entity_code"),
      date_field(*call.body, "effective_from").value_or(local_day())};
  run_operation(call, "assign_entity", [&](inventory::Connection& connection) {
    return procurement::assign_entity(connection, recording_of(call), input);
  });
  return json_answer({{"facility_code", input.facility_code},
                      {"entity_code", input.entity_code},
                      {"effective_from", inventory::to_string(input.effective_from)}});
}

}  // namespace wutong::app::handlers
