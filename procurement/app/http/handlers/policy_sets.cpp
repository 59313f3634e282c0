#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/policy_table.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/register_policy_set.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::StoredPolicySet;
using nlohmann::ordered_json;

namespace {

ordered_json shown(const StoredPolicySet& stored) {
  const inventory::PolicySet& set = stored.set;
  return {{"policy_set_id", std::to_string(stored.policy_set_id)},
          {"subject", set.subject},
          {"jurisdiction", set.jurisdiction},
          {"document_no", set.document_no},
          {"effective_from", inventory::to_string(set.effective_from)},
          {"effective_to", handlers::shown(set.effective_to)},
          {"parameters", ordered_json::parse(set.parameters)},
          {"is_in_force", stored.is_in_force}};
}

HttpAnswer policy_answer(Call& call, std::int64_t id, const std::string& asked) {
  inventory::PolicyFilter filter;
  filter.as_of = asked_day(call);
  filter.policy_set_id = id;
  const auto connection = call.service.store().lease();
  const auto found = inventory::load_policy_sets(*connection, call.service.county_id(), filter);
  if (found.empty()) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"policy set", asked});
  }
  return json_answer(shown(found.front()));
}

}  // namespace

HttpAnswer list_policy_sets(Call& call) {
  const Page page = page_of(call);
  inventory::PolicyFilter filter;
  filter.as_of = asked_day(call);
  filter.subject = call.parameter("subject");
  filter.at_most = page.limit + 1;
  filter.after_id = number_of(page.after);
  const auto connection = call.service.store().lease();
  ordered_json list = ordered_json::array();
  for (const auto& one :
       inventory::load_policy_sets(*connection, call.service.county_id(), filter)) {
    list.push_back(shown(one));
  }
  return page_answer("policy_sets", std::move(list), page, "policy_set_id");
}

HttpAnswer show_policy_set(Call& call) {
  return policy_answer(call, number_in_path(call, "policy_set_id", "policy set"),
                       call.path.at("policy_set_id"));
}

HttpAnswer create_policy_set(Call& call) {
  const nlohmann::json& body = *call.body;
  const inventory::PolicySet set{
      text_field(body, "subject"),      text_field(body, "jurisdiction"),
      text_field(body, "document_no"),  date_field(body, "effective_from").value_or(local_day()),
      date_field(body, "effective_to"), body.at("parameters").dump()};
  const std::string answer =
      run_operation(call, "register_policy_set", [&](inventory::Connection& connection) {
        return procurement::register_policy_set(connection, call.service.county_id(), set);
      });
  return policy_answer(call, inventory::figure_in(answer, "policy_set_id"), set.subject);
}

}  // namespace wutong::app::handlers
