#include <nlohmann/json.hpp>

#include <map>
#include <unordered_map>

#include "inventory/tables/consolidation_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/order_detail_table.h"
#include "pricing/rounding.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/asked.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/local_day.h"
#include "procurement/purchase/consolidation/consolidate.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::ConsolidatedLine;
using inventory::ConsolidationContent;
using inventory::DailyOrder;
using inventory::RequisitionDemand;
using inventory::RequisitionDocument;
using nlohmann::json;
using nlohmann::ordered_json;
using procurement::Refusal;
using procurement::Refused;

namespace {

struct ConsolidationCodes {
  inventory::CodesById items;
  inventory::CodesById suppliers;
  inventory::CodesById facilities;
};

ConsolidationCodes load_consolidation_codes(inventory::Connection& connection,
                                            std::int64_t county_id) {
  using inventory::Noun;
  return {inventory::load_codes(connection, county_id, Noun::item),
          inventory::load_codes(connection, county_id, Noun::supplier),
          inventory::load_codes(connection, county_id, Noun::facility)};
}

/// Everything that explains a decision, taken or not.
struct Explained {
  const ConsolidationContent& content;
  const std::vector<RequisitionDocument>& requisitions;
  const std::vector<RequisitionDemand>& demands;
  const std::vector<DailyOrder>& orders;  ///< none: not ordered yet
};

ordered_json shown_line(const ConsolidatedLine& line, pricing::Quantity pack_size,
                        const ConsolidationCodes& codes,
                        const std::unordered_map<std::int64_t, std::string>& order_numbers) {
  const auto order = order_numbers.find(line.order_id);
  return {{"supplier_code", codes.suppliers.at(line.supplier_id)},
          {"agreement_id", std::to_string(line.agreement_id)},
          {"delivery_facility_code", codes.facilities.at(line.delivery_facility_id)},
          {"needed_quantity", line.needed_quantity.units()},
          {"needed_packs", line.needed_packs.units()},
          {"added_by_packs", line.added_by_packs(pack_size).units()},
          {"added_packs", line.added_packs().units()},
          {"packs", line.packs.units()},
          {"pack_price", line.pack_price.to_string()},
          {"amount", pricing::amount_of(line.pack_price, line.packs, pricing::Quantity(1),
                                        pricing::Rounding::half_up)
                         .to_string()},
          {"reason_code", line.reason_code},
          {"note", line.note},
          {"order_no",
           order == order_numbers.end() ? ordered_json(nullptr) : ordered_json(order->second)}};
}

ordered_json shown_item(const inventory::ConsolidatedItem& item, const ConsolidationCodes& codes) {
  return {{"item_code", codes.items.at(item.item_id)},
          {"requested", item.requested.units()},
          {"usable_stock", item.usable_stock.units()},
          {"promised", item.promised.units()},
          {"open_orders", item.open_orders.units()},
          {"in_transit", item.in_transit.units()},
          {"net_need", item.net_need.units()},
          {"pack_size", item.pack_size.units()},
          {"ordered_packs", item.ordered_packs.units()},
          {"uncovered", item.uncovered.units()},
          {"uncovered_reason", text_or_null(item.uncovered_reason)},
          {"requests", ordered_json::array()},
          {"lines", ordered_json::array()},
          {"barred", ordered_json::array()}};
}

/// The items by code, each with what was asked for by whom, what was chosen and what was not.
ordered_json shown_items(const Explained& explained, const ConsolidationCodes& codes) {
  std::map<std::string, ordered_json> items;
  std::unordered_map<std::int64_t, ordered_json*> by_id;
  std::unordered_map<std::int64_t, pricing::Quantity> pack_sizes;
  for (const auto& item : explained.content.items) {
    by_id[item.item_id] = &(items[codes.items.at(item.item_id)] = shown_item(item, codes));
    pack_sizes.emplace(item.item_id, item.pack_size);
  }
  std::unordered_map<std::int64_t, const RequisitionDocument*> documents;
  for (const auto& one : explained.requisitions) documents.emplace(one.requisition_id, &one);
  for (const RequisitionDemand& demand : explained.demands) {
    const RequisitionDocument& document = *documents.at(demand.requisition_id);
    by_id.at(demand.item_id)
        ->at("requests")
        .push_back({{"requisition_no", document.requisition_no},
                    {"facility_code", codes.facilities.at(document.facility_id)},
                    {"kind", to_string(document.kind)},
                    {"quantity", demand.quantity.units()}});
  }
  std::unordered_map<std::int64_t, std::string> order_numbers;
  for (const DailyOrder& one : explained.orders) {
    order_numbers.emplace(one.order.order_id, one.order.order_no);
  }
  for (const ConsolidatedLine& line : explained.content.lines) {
    by_id.at(line.item_id)
        ->at("lines")
        .push_back(shown_line(line, pack_sizes.at(line.item_id), codes, order_numbers));
  }
  for (const inventory::ConsolidationBar& bar : explained.content.bars) {
    by_id.at(bar.item_id)
        ->at("barred")
        .push_back({{"supplier_code", codes.suppliers.at(bar.supplier_id)},
                    {"agreement_id", std::to_string(bar.agreement_id)},
                    {"reason_code", bar.reason_code},
                    {"detail", bar.detail}});
  }
  ordered_json list = ordered_json::array();
  for (auto& [code, item] : items) list.push_back(std::move(item));
  return list;
}

ordered_json shown_numbers(const std::vector<RequisitionDocument>& requisitions) {
  ordered_json numbers = ordered_json::array();
  for (const RequisitionDocument& one : requisitions) numbers.push_back(one.requisition_no);
  return numbers;
}

ordered_json shown_orders(const std::vector<DailyOrder>& orders, const ConsolidationCodes& codes) {
  ordered_json list = ordered_json::array();
  for (const DailyOrder& one : orders) {
    list.push_back(
        {{"order_no", one.order.order_no},
         {"supplier_code", codes.suppliers.at(one.order.supplier_id)},
         {"delivery_facility_code", codes.facilities.at(one.detail.delivery_facility_id)},
         {"distributor_code", one.detail.distributor_id
                                  ? ordered_json(codes.suppliers.at(*one.detail.distributor_id))
                                  : ordered_json(nullptr)},
         {"state", one.order.state},
         {"amount", one.order.amount.to_string()},
         {"lines", one.order.lines.size()}});
  }
  return list;
}

ordered_json shown_summary(const inventory::ConsolidationSummary& summary) {
  const inventory::Consolidation& head = summary.consolidation;
  return {{"consolidation_no", head.consolidation_no},
          {"period", summary.period},
          {"state", to_string(head.state)},
          {"version", head.version},
          {"delivery_rule", to_string(head.delivery_rule)},
          {"fingerprint", head.fingerprint},
          {"made_on", inventory::to_string(head.made_on)},
          {"made_by", head.made_by},
          {"made_at", instant(head.made_at)},
          {"undone_by", text_or_null(head.undone_by)},
          {"undone_at",
           head.undone_at.empty() ? ordered_json(nullptr) : ordered_json(instant(head.undone_at))},
          {"undone_reason", text_or_null(head.undone_reason)},
          {"requisition_count", summary.requisitions},
          {"item_count", summary.items},
          {"line_count", summary.lines},
          {"uncovered_item_count", summary.uncovered_items}};
}

inventory::ConsolidationSummary load_summary(const Call& call, inventory::Connection& connection,
                                             const std::string& number) {
  inventory::ConsolidationFilter filter;
  filter.number = number;
  auto found = inventory::list_consolidations(connection, call.service.county_id(), filter);
  if (found.empty()) throw Refused(Refusal::consolidation_unknown, {number});
  return std::move(found.front());
}

HttpAnswer with_version(HttpAnswer answer, std::int64_t version) {
  answer.headers.emplace_back("ETag", '"' + std::to_string(version) + '"');
  return answer;
}

procurement::ConsolidationInput consolidation_input(const json& body) {
  procurement::ConsolidationInput input;
  input.all = body.value("all", false);
  input.requisitions = text_list(body, "requisitions");
  const std::string rule = text_field(body, "delivery_rule");
  if (!rule.empty()) input.delivery_rule = inventory::parse_delivery_rule(rule).value();
  const auto overrides = body.find("overrides");
  if (overrides == body.end()) return input;
  for (const json& one : *overrides) {
    procurement::SupplierOverride chosen{text_field(one, "item_code"),
                                         text_field(one, "supplier_code"), std::nullopt,
                                         text_field(one, "reason_code"), text_field(one, "note")};
    const auto packs = one.find("packs");
    if (packs != one.end() && !packs->is_null()) {
      chosen.packs = pricing::Quantity(packs->get<std::int64_t>());
    }
    input.overrides.push_back(std::move(chosen));
  }
  return input;
}

HttpAnswer consolidation_answer(Call& call, const std::string& number, int status) {
  const auto connection = call.service.store().lease();
  const auto summary = load_summary(call, *connection, number);
  return with_version(json_answer(shown_summary(summary), status), summary.consolidation.version);
}

}  // namespace

HttpAnswer preview_consolidation(Call& call) {
  const auto connection = call.service.store().lease();
  const inventory::Snapshot snapshot(*connection);
  const std::int64_t county_id = call.service.county_id();
  const procurement::ConsolidationInput input = consolidation_input(*call.body);
  const auto decision = procurement::decide_consolidation(*connection, county_id, local_day(),
                                                          input, procurement::Reading::only);
  const ConsolidationCodes codes = load_consolidation_codes(*connection, county_id);
  return json_answer(
      {{"period", decision.cycle.parameters.period},
       {"delivery_rule", to_string(input.delivery_rule)},
       {"fingerprint", decision.fingerprint},
       {"requisitions", shown_numbers(decision.requisitions)},
       {"items",
        shown_items({decision.content, decision.requisitions, decision.demands, {}}, codes)}});
}

HttpAnswer make_consolidation(Call& call) {
  const procurement::ConsolidationInput input = consolidation_input(*call.body);
  const std::string fingerprint = text_field(*call.body, "fingerprint");
  const std::string answer =
      run_operation(call, "consolidate", [&](inventory::Connection& connection) {
        return procurement::consolidate(connection, recording_of(call), input, fingerprint);
      });
  return consolidation_answer(call, json::parse(answer).at("consolidation_no"), 201);
}

HttpAnswer list_consolidations(Call& call) {
  const Page page = page_of(call);
  const auto connection = call.service.store().lease();
  const std::int64_t county_id = call.service.county_id();
  inventory::ConsolidationFilter filter;
  filter.period = call.parameter("period");
  filter.state = call.parameter("state");
  filter.at_most = page.limit + 1;
  if (!page.after.empty()) {
    const auto after = inventory::find_consolidation(*connection, county_id, page.after);
    filter.below_id = after ? after->consolidation_id : 0;
  }
  ordered_json list = ordered_json::array();
  for (const auto& one : inventory::list_consolidations(*connection, county_id, filter)) {
    list.push_back(shown_summary(one));
  }
  return page_answer("consolidations", std::move(list), page, "consolidation_no");
}

HttpAnswer show_consolidation(Call& call) {
  const auto connection = call.service.store().lease();
  const inventory::Snapshot snapshot(*connection);
  const std::int64_t county_id = call.service.county_id();
  const auto summary = load_summary(call, *connection, call.path.at("consolidation_no"));
  const std::int64_t id = summary.consolidation.consolidation_id;
  const auto content = inventory::load_consolidation_content(*connection, county_id, id);
  const auto requisitions =
      inventory::load_requisitions_by_id(*connection, county_id, content.requisition_ids);
  const auto demands =
      inventory::load_requisition_demands(*connection, county_id, content.requisition_ids);
  const auto orders = inventory::load_orders_of_consolidation(*connection, county_id, id);
  const ConsolidationCodes codes = load_consolidation_codes(*connection, county_id);
  ordered_json body = shown_summary(summary);
  body["requisitions"] = shown_numbers(requisitions);
  body["items"] = shown_items({content, requisitions, demands, orders}, codes);
  body["orders"] = shown_orders(orders, codes);
  return with_version(json_answer(body), summary.consolidation.version);
}

HttpAnswer undo_consolidation(Call& call) {
  const procurement::UndoConsolidation input{
      call.path.at("consolidation_no"), expected_version(call), text_field(*call.body, "reason")};
  run_operation(call, "undo_consolidation", [&](inventory::Connection& connection) {
    return procurement::undo_consolidation(connection, recording_of(call), input);
  });
  return consolidation_answer(call, input.consolidation_no, 200);
}

}  // namespace wutong::app::handlers
