#include <nlohmann/json.hpp>

#include "inventory/tables/item_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/stock_list_table.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/suggestion_json.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/purchase/demand/change_stock_list.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::StockListLine;
using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Duty;

namespace {

ordered_json shown(const std::optional<pricing::Quantity>& quantity) {
  return quantity ? ordered_json(quantity->units()) : ordered_json(nullptr);
}

ordered_json shown_line(const StockListLine& line, const std::string& item_code) {
  return {{"item_code", item_code},
          {"method", to_string(line.method)},
          {"minimum", shown(line.minimum)},
          {"maximum", shown(line.maximum)},
          {"note", line.note},
          {"list_version", line.version},
          {"actor", line.actor},
          {"recorded_at", instant(line.recorded_at)}};
}

HttpAnswer list_answer(Call& call, const Page& page) {
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const auto member = member_in_path(call, *connection, Duty::read_requisitions);
  const auto list = inventory::load_stock_list(*connection, county_id, member.facility_id);
  const auto codes = inventory::load_codes(*connection, county_id, inventory::Noun::item);
  std::vector<KeyedRecord> records;
  for (const StockListLine& line : list.lines) {
    const std::string& code = codes.at(line.item_id);
    records.emplace_back(code, shown_line(line, code));
  }
  HttpAnswer answer = whole_list_answer("items", std::move(records), page);
  answer.headers.emplace_back("ETag", '"' + std::to_string(list.version) + '"');
  return answer;
}

std::optional<pricing::Quantity> quantity_field(const json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return std::nullopt;
  return pricing::Quantity(found->get<std::int64_t>());
}

}  // namespace

HttpAnswer show_stock_list(Call& call) {
  return list_answer(call, page_of(call));
}

HttpAnswer change_stock_list(Call& call) {
  procurement::ChangeStockList input{call.path.at("code"), expected_version(call), {}};
  for (const json& item : call.body->at("items")) {
    input.items.push_back({item.at("item_code"),
                           inventory::parse_stock_method(text_field(item, "method")).value(),
                           quantity_field(item, "minimum"), quantity_field(item, "maximum"),
                           text_field(item, "note")});
  }
  run_operation(call, "change_stock_list", [&](inventory::Connection& connection) {
    FacilityReach(connection, call, Duty::submit_requisitions)
        .require(member_in_path(call, connection, Duty::read_requisitions).facility_id);
    return procurement::change_stock_list(connection, recording_of(call), input);
  });
  return list_answer(call, Page{});
}

HttpAnswer list_stock_list_history(Call& call) {
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  const auto member = member_in_path(call, *connection, Duty::read_requisitions);
  const std::string& code = call.path.at("item_code");
  const auto items = inventory::load_items_by_code(*connection, county_id, local_day(), {code});
  if (items.empty()) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"item", code});
  }
  ordered_json lines = ordered_json::array();
  for (const StockListLine& line : inventory::load_stock_list_history(
           *connection, county_id, member.facility_id, items.front().item_id)) {
    lines.push_back(shown_line(line, code));
  }
  return json_answer({{"items", std::move(lines)}, {"next_cursor", nullptr}});
}

}  // namespace wutong::app::handlers
