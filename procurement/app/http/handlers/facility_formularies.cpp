#include <algorithm>
#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/facility_formulary_table.h"
#include "inventory/tables/facility_history_table.h"
#include "inventory/tables/formulary_reads.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/formulary_json.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/catalogue/change_facility_formulary.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::FormularyUser;
using nlohmann::ordered_json;
using procurement::Duty;
using procurement::FacilityFormularyChange;

namespace {

/// A facility that the caller reaches with a duty, as it is on a day. One that he does not reach is
/// not there: refuses (unknown_record) both alike.
FormularyUser user_in_path(const Call& call, inventory::Connection& connection, Duty duty,
                           inventory::Date day) {
  const std::string& code = call.path.at("code");
  const auto history = inventory::load_facility_history(connection, call.service.county_id());
  const std::int64_t facility_id = history.id_of(code);
  const auto* version = facility_id == 0 ? nullptr : history.version_on(facility_id, day);
  if (version == nullptr || !FacilityReach(connection, call, duty).contains(facility_id)) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"facility", code});
  }
  return {facility_id, version->kind, day};
}

using Operation = std::string (*)(inventory::Connection&, std::int64_t,
                                  const FacilityFormularyChange&, inventory::Date);

HttpAnswer change(Call& call, std::string_view name, Operation operation) {
  const nlohmann::json& body = *call.body;
  const FacilityFormularyChange change{call.path.at("code"), text_list(body, "item_codes"),
                                       date_field(body, "effective_from").value_or(local_day()),
                                       text_field(body, "reason")};
  const std::string answer = run_operation(call, name, [&](inventory::Connection& connection) {
    // A day that is past is refused by the operation, not as a facility that was not there yet.
    user_in_path(call, connection, Duty::keep_catalogue, std::max(change.day, local_day()));
    return operation(connection, call.service.county_id(), change, local_day());
  });
  return json_answer({{"facility_code", change.facility_code},
                      {"items", inventory::figure_in(answer, "items")},
                      {"effective_from", inventory::to_string(change.day)}});
}

}  // namespace

HttpAnswer list_facility_formulary(Call& call) {
  const Page page = page_of(call);
  const inventory::Date as_of = asked_day(call);
  const std::int64_t county_id = call.service.county_id();
  const auto connection = call.service.store().lease();
  const FormularyUser user = user_in_path(call, *connection, Duty::read_catalogue, as_of);
  const auto formulary = inventory::load_formulary_of(*connection, county_id, user);
  const auto begins_on =
      inventory::facility_formulary_begin(*connection, county_id, user.facility_id);

  inventory::FormularyFilter filter{formulary.tier, as_of, {}, {}, {}, {}};
  filter.text = call.parameter("q");
  if (formulary.own) filter.chosen_by = user.facility_id;
  std::vector<KeyedRecord> records;
  for (const auto& line :
       inventory::list_formulary(*connection, county_id, filter, page.after, page.limit + 1)) {
    records.emplace_back(line.item.item.record.code, shown_formulary_line(line));
  }
  return keyed_page_answer("items", std::move(records), page,
                           {{"facility_code", call.path.at("code")},
                            {"as_of", inventory::to_string(as_of)},
                            {"tier", to_string(formulary.tier)},
                            {"own", formulary.own},
                            {"own_from", shown(begins_on)},
                            {"item_count", formulary.items().size()},
                            {"tier_item_count", formulary.of_tier.size()}});
}

HttpAnswer begin_facility_formulary(Call& call) {
  return change(call, "begin_facility_formulary", procurement::begin_facility_formulary);
}

HttpAnswer add_facility_formulary_items(Call& call) {
  return change(call, "add_to_facility_formulary", procurement::add_to_facility_formulary);
}

HttpAnswer remove_facility_formulary_items(Call& call) {
  return change(call, "remove_from_facility_formulary",
                procurement::remove_from_facility_formulary);
}

}  // namespace wutong::app::handlers
