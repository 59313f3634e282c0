#include <nlohmann/json.hpp>

#include "inventory/answer.h"
#include "inventory/tables/consumption_table.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/suggestion_json.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/purchase/demand/record_consumption.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::Consumption;
using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Duty;

namespace {

ordered_json shown_head(const Consumption& document, const std::string& facility_code) {
  return {{"consumption_no", document.consumption_no},
          {"facility_code", facility_code},
          {"used_on", inventory::to_string(document.used_on)},
          {"is_reversal", document.reverses_id.has_value()},
          {"is_reversed", document.reversed_by.has_value()},
          {"reason", document.reason},
          {"actor", document.actor},
          {"recorded_at", instant(document.recorded_at)}};
}

ordered_json shown_lines(inventory::Connection& connection, std::int64_t county_id,
                         const Consumption& document) {
  const auto codes = inventory::load_codes(connection, county_id, inventory::Noun::item);
  const auto numbers = inventory::load_lot_numbers(connection, county_id, document.consumption_id);
  ordered_json lines = ordered_json::array();
  for (const auto& line :
       inventory::load_consumption_lines(connection, county_id, document.consumption_id)) {
    lines.push_back({{"item_code", codes.at(line.item_id)},
                     {"lot_no", numbers.at(line.lot_id)},
                     {"quantity", line.quantity.units()}});
  }
  return lines;
}

/// A document of a facility that the caller does not reach is one that is not there.
Consumption load_visible(const Call& call, inventory::Connection& connection,
                         const FacilityReach& reach) {
  const std::string& number = call.path.at("consumption_no");
  const auto document = inventory::find_consumption(connection, call.service.county_id(), number);
  if (!document || !reach.contains(document->facility_id)) {
    throw procurement::Refused(procurement::Refusal::consumption_unknown, {number});
  }
  return *document;
}

HttpAnswer document_answer(const Call& call, const Consumption& document, int status) {
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const auto codes = inventory::load_codes(*connection, county_id, inventory::Noun::facility);
  ordered_json body = shown_head(document, codes.at(document.facility_id));
  body["lines"] = shown_lines(*connection, county_id, document);
  return json_answer(body, status);
}

HttpAnswer written_answer(const Call& call, const std::string& answer) {
  std::optional<Consumption> document;
  {
    const auto connection = call.service.store().lease();
    document = inventory::find_consumption(*connection, call.service.county_id(),
                                           inventory::figure_in(answer, "consumption_id"));
  }
  return document_answer(call, document.value(), 201);
}

std::optional<pricing::Quantity> quantity_field(const json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return std::nullopt;
  return pricing::Quantity(found->get<std::int64_t>());
}

}  // namespace

HttpAnswer list_consumptions(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const auto member = member_in_path(call, *connection, Duty::read_requisitions);
  inventory::ConsumptionFilter filter;
  filter.facility_id = member.facility_id;
  filter.at_most = page.limit + 1;
  if (!page.after.empty()) {
    const auto after =
        inventory::find_consumption(*connection, call.service.county_id(), page.after);
    filter.below_id = after ? after->consumption_id : 0;
  }
  ordered_json list = ordered_json::array();
  for (const Consumption& document :
       inventory::list_consumptions(*connection, call.service.county_id(), filter)) {
    list.push_back(shown_head(document, member.code));
  }
  return page_answer("consumptions", std::move(list), page, "consumption_no");
}

HttpAnswer show_consumption(Call& call) {
  std::optional<Consumption> document;
  {
    const auto connection = call.service.store().lease();
    document =
        load_visible(call, *connection, FacilityReach(*connection, call, Duty::read_requisitions));
  }
  return document_answer(call, *document, 200);
}

HttpAnswer record_consumption(Call& call) {
  const json& body = *call.body;
  procurement::RecordConsumption input{call.path.at("code"),
                                       date_field(body, "used_on").value_or(local_day()),
                                       text_field(body, "reason"),
                                       {}};
  for (const json& item : body.at("items")) {
    input.items.push_back({item.at("item_code"), text_field(item, "lot_no"),
                           quantity_field(item, "quantity"), quantity_field(item, "remaining")});
  }
  const std::string answer =
      run_operation(call, "record_consumption", [&](inventory::Connection& connection) {
        FacilityReach(connection, call, Duty::submit_requisitions)
            .require(member_in_path(call, connection, Duty::read_requisitions).facility_id);
        return procurement::record_consumption(connection, recording_of(call), input);
      });
  return written_answer(call, answer);
}

HttpAnswer reverse_consumption(Call& call) {
  const procurement::ReverseConsumption input{call.path.at("consumption_no"),
                                              text_field(*call.body, "reason")};
  const std::string answer =
      run_operation(call, "reverse_consumption", [&](inventory::Connection& connection) {
        const FacilityReach reach(connection, call, Duty::read_requisitions,
                                  Duty::submit_requisitions);
        reach.require_second(load_visible(call, connection, reach).facility_id);
        return procurement::reverse_consumption(connection, recording_of(call), input);
      });
  return written_answer(call, answer);
}

}  // namespace wutong::app::handlers
