#include "procurement/app/http/handlers/review_sheet_json.h"

#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/suggestion_json.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/local_day.h"

namespace wutong::app::handlers {

using inventory::BudgetMeasure;
using nlohmann::ordered_json;
using procurement::ReviewLine;

namespace {

ordered_json shown(const std::optional<pricing::Quantity>& quantity) {
  return quantity ? ordered_json(quantity->units()) : ordered_json(nullptr);
}

std::string shown_figure(BudgetMeasure measure, std::int64_t figure) {
  return measure == BudgetMeasure::money ? pricing::Money::fen(figure).to_string()
                                         : std::to_string(figure);
}

ordered_json shown_budget(const procurement::ReviewBudget& line,
                          const inventory::CodesById& facility_codes) {
  const auto figure = [&](std::int64_t value) { return shown_figure(line.budget.measure, value); };
  return {{"code", line.budget.code},
          {"name", line.budget.name},
          {"facility_code", facility_codes.at(line.budget.facility_id)},
          {"measure", to_string(line.budget.measure)},
          {"available_before", figure(line.before)},
          {"claimed", figure(line.claimed)},
          {"available_after", figure(line.before - line.claimed)},
          {"lines_without_price", line.lines_without_price}};
}

ordered_json shown_last(const std::vector<inventory::LastAsked>& last) {
  ordered_json list = ordered_json::array();
  for (const auto& asked : last) {
    list.push_back({{"requisition_no", asked.requisition_no},
                    {"submitted_on", inventory::to_string(asked.submitted_on)},
                    {"state", asked.state},
                    {"requested_quantity", asked.requested.units()},
                    {"approved_quantity", shown(asked.approved)}});
  }
  return list;
}

ordered_json shown_line(const ReviewLine& line, const procurement::Suggestions& all) {
  ordered_json shown_item = shown_item_head(line.suggested.item.item.record);
  shown_item["suggested_quantity"] = shown(line.item.suggested);
  shown_item["requested_quantity"] = line.item.requested.units();
  shown_item["endorsed_quantity"] = shown(line.item.endorsed);
  shown_item["approved_quantity"] = shown(line.item.approved);
  shown_item["reference_price"] = handlers::shown(line.item.reference_price);
  shown_item["suggested_now"] = line.suggested.suggestion.suggested().units();
  shown_item["method"] = name_of(line.suggested.suggestion.figures.rule);
  shown_item["inputs"] = shown_inputs(line.suggested.suggestion, all);
  shown_item["depot_stock"] = line.depot_stock.units();
  shown_item["budget_codes"] = line.budget_codes;
  shown_item["last_requisitions"] = shown_last(line.last);
  shown_item["note"] = line.item.note;
  return shown_item;
}

}  // namespace

procurement::LocalTime local_time(const Call& call) {
  const inventory::Date today = local_day();
  const auto since_midnight = call.service.now() - beginning_of_local_day(today);
  return {today, std::chrono::floor<std::chrono::minutes>(since_midnight)};
}

ordered_json shown_cut_off(const std::optional<procurement::DeliveryCutOff>& delivery) {
  if (!delivery) return nullptr;
  return {{"route_code", delivery->route_code},
          {"cut_off_day", inventory::to_string(delivery->cut_off.day)},
          {"cut_off_time", inventory::to_string(delivery->cut_off.time_of_day)},
          {"delivered_on", inventory::to_string(delivery->delivered_on)}};
}

void add_review_sheet(ordered_json& body, const procurement::ReviewSheet& sheet,
                      const inventory::CodesById& facility_codes) {
  body["budgets"] = ordered_json::array();
  for (const auto& budget : sheet.budgets) {
    body["budgets"].push_back(shown_budget(budget, facility_codes));
  }
  body["lines"] = ordered_json::array();
  for (const ReviewLine& line : sheet.lines) {
    body["lines"].push_back(shown_line(line, sheet.suggestions));
  }
}

}  // namespace wutong::app::handlers
