#include "procurement/app/http/handlers/order_json.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "inventory/tables/master_tables.h"
#include "inventory/tables/order_detail_table.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "reporting/cycle_documents/supplier_documents.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;
using reporting::ListedOrder;

namespace {

ordered_json text_or_null(const std::optional<std::string>& text) {
  return text ? ordered_json(*text) : ordered_json(nullptr);
}

ordered_json instant_or_null(const std::string& stored) {
  return stored.empty() ? ordered_json(nullptr) : ordered_json(instant(stored));
}

ordered_json overdue_of(const ListedOrder& order) {
  if (order.answer_is_overdue) return "answer";
  if (order.delivery_is_overdue) return "delivery";
  return nullptr;
}

/// What an order line says inside the county: why it is there.
using LineDetails = std::unordered_map<std::string, inventory::OrderLineDetail>;

LineDetails load_details(Call& call, inventory::Connection& connection, const ListedOrder& order) {
  LineDetails details;
  if (!order.is_daily || call.caller->principal.supplier_id) return details;
  const std::int64_t county_id = call.service.county_id();
  const auto codes = inventory::load_codes(connection, county_id, inventory::Noun::item);
  const auto found = inventory::find_daily_order(connection, county_id, order.order_no);
  if (!found) return details;
  for (const auto& line : found->line_details) details.emplace(codes.at(line.item_id), line);
  return details;
}

ordered_json shown_line(const reporting::OrderLineRow& line, const LineDetails& details) {
  const std::int64_t ordered = line.packs * line.pack_size.units();
  ordered_json shown_line{{"item_code", line.item_code},
                          {"item_name", line.item_name},
                          {"packs", line.packs},
                          {"pack_size", line.pack_size.units()},
                          {"pack_price", line.pack_price.to_string()},
                          {"amount", line.amount.to_string()},
                          {"accepted_quantity", line.accepted_quantity.units()},
                          {"received_amount", line.received_amount.to_string()},
                          {"open_quantity", ordered - line.accepted_quantity.units()},
                          {"needed_quantity", nullptr},
                          {"reason_code", nullptr},
                          {"note", nullptr}};
  const auto detail = details.find(line.item_code);
  if (detail == details.end()) return shown_line;
  shown_line["needed_quantity"] = detail->second.needed_quantity.units();
  shown_line["reason_code"] = detail->second.reason_code;
  shown_line["note"] = detail->second.note;
  return shown_line;
}

/// What is the county's own business before an order is sent.
bool is_inner_step(const inventory::RecordedOrderStep& step) {
  constexpr std::array<std::string_view, 4> inner{"create", "approve", "change", "escalate"};
  return std::find(inner.begin(), inner.end(), step.action) != inner.end();
}

ordered_json shown_steps(const Call& call, const std::vector<inventory::RecordedOrderStep>& steps) {
  ordered_json list = ordered_json::array();
  for (const inventory::RecordedOrderStep& step : steps) {
    if (call.caller->principal.supplier_id && is_inner_step(step)) continue;
    list.push_back({{"version", step.version},
                    {"action", step.action},
                    {"state", step.state},
                    {"reason_code", handlers::text_or_null(step.reason_code)},
                    {"note", step.note},
                    {"actor", step.actor},
                    {"done_at", instant(step.done_at)}});
  }
  return list;
}

ordered_json shown_versions(inventory::Connection& connection, std::int64_t county_id,
                            const std::vector<inventory::OrderLineVersion>& lines) {
  const auto codes = inventory::load_codes(connection, county_id, inventory::Noun::item);
  ordered_json list = ordered_json::array();
  for (const inventory::OrderLineVersion& line : lines) {
    if (list.empty() || list.back()["version"] != line.version) {
      list.push_back({{"version", line.version}, {"lines", ordered_json::array()}});
    }
    list.back()["lines"].push_back({{"item_code", codes.at(line.item_id)},
                                    {"packs", line.packs.units()},
                                    {"pack_size", line.pack_size.units()},
                                    {"pack_price", line.pack_price.to_string()},
                                    {"amount", line.amount.to_string()}});
  }
  return list;
}

}  // namespace

reporting::OrderView order_view(const Call& call) {
  return {call.service.now(), local_day(), call.caller->principal.supplier_id};
}

ordered_json shown_order(const ListedOrder& order) {
  return {{"order_no", order.order_no},
          {"period", order.period},
          {"supplier_code", order.supplier_code},
          {"state", order.state},
          {"amount", order.amount.to_string()},
          {"received_amount", order.received_amount.to_string()},
          {"is_daily", order.is_daily},
          {"version", order.version},
          {"distributor_code", text_or_null(order.distributor_code)},
          {"delivery_facility_code", text_or_null(order.delivery_facility_code)},
          {"ordered_on", shown(order.ordered_on)},
          {"expected_on", shown(order.expected_on)},
          {"created_by", handlers::text_or_null(order.created_by)},
          {"placed_at", instant_or_null(order.placed_at)},
          {"answer_due_at", instant_or_null(order.answer_due_at)},
          {"answered_at", instant_or_null(order.answered_at)},
          {"is_escalated", order.is_escalated},
          {"overdue", overdue_of(order)}};
}

HttpAnswer order_answer(Call& call, inventory::Connection& connection, const ListedOrder& order) {
  const std::int64_t county_id = call.service.county_id();
  ordered_json body = shown_order(order);
  const LineDetails details = load_details(call, connection, order);
  body["lines"] = ordered_json::array();
  for (const auto& line : reporting::load_order_lines(connection, county_id, order.order_id)) {
    body["lines"].push_back(shown_line(line, details));
  }
  body["steps"] =
      shown_steps(call, inventory::load_order_steps(connection, county_id, order.order_id));
  body["versions"] =
      shown_versions(connection, county_id,
                     inventory::load_order_line_versions(connection, county_id, order.order_id));
  HttpAnswer answer = json_answer(body);
  answer.headers.emplace_back("ETag", '"' + std::to_string(order.version) + '"');
  return answer;
}

}  // namespace wutong::app::handlers
