#include <limits>
#include <nlohmann/json.hpp>

#include "inventory/tables/item_table.h"
#include "inventory/tables/substitution_group_reads.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/item_json.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/form_substitution_group.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::ItemVersion;
using nlohmann::ordered_json;
using procurement::Refusal;
using procurement::Refused;

namespace {

ordered_json shown_members(Call& call, inventory::Connection& connection, inventory::Date as_of,
                           const std::vector<ItemVersion>& items) {
  ordered_json members = ordered_json::array();
  for (ordered_json& item : shown_items(connection, call.service.county_id(), as_of, items)) {
    members.push_back(std::move(item));
  }
  return members;
}

HttpAnswer group_answer(Call& call, const std::string& name, inventory::Date as_of) {
  inventory::ItemFilter filter;
  filter.substitution_group = name;
  const auto connection = call.service.store().lease();
  const auto items = inventory::list_items(*connection, call.service.county_id(), as_of, filter, "",
                                           std::numeric_limits<int>::max());
  if (items.empty()) throw Refused(Refusal::unknown_record, {"substitution group", name});
  return json_answer({{"name", name},
                      {"as_of", inventory::to_string(as_of)},
                      {"members", shown_members(call, *connection, as_of, items)}});
}

using Operation = std::string (*)(inventory::Connection&, std::int64_t,
                                  const procurement::SubstitutionGroup&, inventory::Date);

/// As the group is from the day of the change on; empty when the last member has left.
HttpAnswer change(Call& call, std::string_view name, Operation operation) {
  const nlohmann::json& body = *call.body;
  const procurement::SubstitutionGroup group{
      text_field(body, "name"), text_list(body, "item_codes"),
      date_field(body, "effective_from").value_or(local_day())};
  run_operation(call, name, [&](inventory::Connection& connection) {
    return operation(connection, call.service.county_id(), group, local_day());
  });
  inventory::ItemFilter filter;
  filter.substitution_group = group.name;
  const auto connection = call.service.store().lease();
  const auto items = inventory::list_items(*connection, call.service.county_id(), group.day, filter,
                                           "", std::numeric_limits<int>::max());
  return json_answer({{"name", group.name},
                      {"as_of", inventory::to_string(group.day)},
                      {"members", shown_members(call, *connection, group.day, items)}});
}

}  // namespace

HttpAnswer list_substitution_groups(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  ordered_json list = ordered_json::array();
  for (const auto& group : inventory::list_substitution_groups(
           *connection, call.service.county_id(), asked_day(call), std::string(call.parameter("q")),
           page.after, page.limit + 1)) {
    list.push_back({{"name", group.name}, {"items", group.items}});
  }
  return page_answer("groups", std::move(list), page, "name");
}

HttpAnswer show_substitution_group(Call& call) {
  // Not in the path: names have slashes in them.
  return group_answer(call, needed_parameter(call, "name"), asked_day(call));
}

HttpAnswer form_substitution_group(Call& call) {
  return change(call, "form_substitution_group", procurement::form_substitution_group);
}

HttpAnswer leave_substitution_group(Call& call) {
  return change(call, "leave_substitution_group", procurement::leave_substitution_group);
}

HttpAnswer list_item_substitutes(Call& call) {
  const auto tier = inventory::parse_tier(call.parameter("tier"));
  const inventory::Date as_of = asked_day(call);
  const std::string& code = call.path.at("code");
  const auto connection = call.service.store().lease();
  if (inventory::load_items_by_code(*connection, call.service.county_id(), as_of, {code}).empty()) {
    throw Refused(Refusal::unknown_record, {"item", code});
  }
  const auto items = procurement::substitutes_of(*connection, call.service.county_id(), code,
                                                 tier.value_or(inventory::Tier::county), as_of);
  return json_answer(
      {{"items", shown_members(call, *connection, as_of, items)}, {"next_cursor", nullptr}});
}

}  // namespace wutong::app::handlers
