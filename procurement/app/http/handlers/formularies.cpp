#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/formulary_reads.h"
#include "inventory/tables/item_table.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/formulary_json.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/change_formulary.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::Tier;
using nlohmann::ordered_json;
using procurement::FormularyChange;
using procurement::Refusal;
using procurement::Refused;

namespace {

constexpr Tier tiers[] = {Tier::village, Tier::township, Tier::county};

Tier tier_of(const Call& call) {
  const std::string& name = call.path.at("tier");
  const auto tier = inventory::parse_tier(name);
  if (!tier) throw Refused(Refusal::unknown_record, {"tier", name});
  return *tier;
}

std::optional<bool> flag_of(const Call& call, std::string_view name) {
  const std::string_view text = call.parameter(name);
  if (text.empty()) return std::nullopt;
  return text == "true";
}

using Operation = std::string (*)(inventory::Connection&, std::int64_t, const FormularyChange&,
                                  inventory::Date);

HttpAnswer change(Call& call, std::string_view name, Operation operation) {
  const nlohmann::json& body = *call.body;
  const FormularyChange change{tier_of(call), text_list(body, "item_codes"),
                               date_field(body, "effective_from").value_or(local_day()),
                               text_field(body, "reason"), text_field(body, "brand_exception")};
  const std::string answer = run_operation(call, name, [&](inventory::Connection& connection) {
    return operation(connection, call.service.county_id(), change, local_day());
  });
  return json_answer({{"tier", to_string(change.tier)},
                      {"items", inventory::figure_in(answer, "items")},
                      {"effective_from", inventory::to_string(change.day)}});
}

}  // namespace

HttpAnswer list_formularies(Call& call) {
  const inventory::Date as_of = asked_day(call);
  const auto connection = call.service.store().lease();
  auto counts = inventory::count_formularies(*connection, call.service.county_id(), as_of);
  ordered_json list = ordered_json::array();
  for (const Tier tier : tiers) {
    list.push_back({{"tier", to_string(tier)}, {"items", counts[tier]}});
  }
  return json_answer({{"as_of", inventory::to_string(as_of)}, {"formularies", std::move(list)}});
}

HttpAnswer list_formulary_items(Call& call) {
  const Page page = page_of(call);
  inventory::FormularyFilter filter{tier_of(call), asked_day(call), {}, {}, {}, {}};
  filter.text = call.parameter("q");
  filter.kind = call.parameter("kind");
  filter.generic_name = call.parameter("generic_name");
  filter.primary_level_only = flag_of(call, "primary_level_only");
  const auto connection = call.service.store().lease();
  ordered_json list = ordered_json::array();
  for (const auto& line : inventory::list_formulary(*connection, call.service.county_id(), filter,
                                                    page.after, page.limit + 1)) {
    list.push_back(shown_formulary_line(line));
  }
  return page_answer("items", std::move(list), page, "item_code");
}

HttpAnswer add_formulary_items(Call& call) {
  return change(call, "add_to_formulary", procurement::add_to_formulary);
}

HttpAnswer remove_formulary_items(Call& call) {
  return change(call, "remove_from_formulary", procurement::remove_from_formulary);
}

HttpAnswer list_item_formularies(Call& call) {
  const std::string& code = call.path.at("code");
  const auto connection = call.service.store().lease();
  const auto items =
      inventory::load_items_by_code(*connection, call.service.county_id(), local_day(), {code});
  if (items.empty()) throw Refused(Refusal::unknown_record, {"item", code});
  ordered_json list = ordered_json::array();
  for (const auto& entry : inventory::load_formulary_entries(*connection, call.service.county_id(),
                                                             {items.front().item_id})) {
    list.push_back(shown_formulary_entry(entry));
  }
  return json_answer({{"formularies", std::move(list)}, {"next_cursor", nullptr}});
}

}  // namespace wutong::app::handlers
