#include "procurement/app/http/handlers/suggestion_json.h"

#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/local_day.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using forecast::Estimate;
using nlohmann::ordered_json;
using procurement::ItemSuggestion;
using procurement::Suggestions;

namespace {

ordered_json shown(const std::optional<Estimate>& estimate) {
  return estimate ? ordered_json(estimate->to_string()) : ordered_json(nullptr);
}

ordered_json shown_periods(const ItemSuggestion& suggestion) {
  ordered_json periods = ordered_json::array();
  for (std::size_t i = 0; i < suggestion.recorded.size(); ++i) {
    const auto& recorded = suggestion.recorded[i];
    const auto& adjusted = suggestion.adjusted[i];
    periods.push_back({{"first_day", recorded.period},
                       {"recorded", shown(recorded.quantity)},
                       {"days_available", recorded.days_available},
                       {"used", shown(adjusted.used)},
                       {"days_adjustment", name_of(adjusted.of_days)},
                       {"size_adjustment", name_of(adjusted.of_size)}});
  }
  return periods;
}

ordered_json shown_methods(const forecast::Suggestion& figures) {
  ordered_json methods = ordered_json::array();
  if (!figures.outlook) return methods;
  for (const auto& chosen : figures.outlook->expected_methods) {
    methods.push_back(name_of(chosen.method));
  }
  return methods;
}

std::string shown_level(forecast::Share level) {
  return scaled(Estimate::of_units(1), level).to_string();
}

void add_forecast(ordered_json& inputs, const ItemSuggestion& suggestion) {
  const forecast::Suggestion& figures = suggestion.figures;
  inputs["demand_source"] = name_of(figures.source);
  inputs["demand_class"] = figures.outlook ? ordered_json(name_of(figures.outlook->demand_class))
                                           : ordered_json(nullptr);
  inputs["forecast_methods"] = shown_methods(figures);
  inputs["service_level"] = shown_level(suggestion.service_level);
  inputs["expected_demand"] = figures.expected_demand.to_string();
  inputs["safety_stock"] = figures.safety.stock.to_string();
}

void add_stock(ordered_json& inputs, const ItemSuggestion& suggestion, std::int64_t period_days) {
  const auto days = suggestion.days_of_stock(period_days);
  inputs["on_hand"] = suggestion.figures.position.on_hand.units();
  inputs["stock_on_books"] = suggestion.on_the_books.all;
  inputs["is_stock_estimated"] = suggestion.is_stock_estimated;
  inputs["on_the_way"] = suggestion.asked.on_the_way;
  inputs["awaiting_approval"] = suggestion.asked.awaiting;
  inputs["days_of_stock"] = days ? ordered_json(*days) : ordered_json(nullptr);
}

void add_order(ordered_json& inputs, const forecast::Suggestion& figures) {
  const bool is_levels = figures.rule == forecast::ReplenishmentRule::minimum_maximum;
  const bool is_by_use = figures.rule == forecast::ReplenishmentRule::periodic_review;
  inputs["minimum"] =
      is_levels ? ordered_json(figures.reorder_level.units()) : ordered_json(nullptr);
  inputs["maximum"] = is_by_use ? ordered_json(nullptr) : ordered_json(figures.target.units());
  inputs["target"] = figures.target.units();
  inputs["shortfall"] = figures.shortfall.units();
  inputs["pack_size"] = figures.order_size.pack_size.units();
  inputs["whole_packs"] = figures.order_size.packs == forecast::Packs::whole;
  inputs["packs"] = figures.packs.units();
}

}  // namespace

ordered_json shown_item_head(const inventory::ItemRecord& record) {
  return {{"item_code", record.code},      {"generic_name", record.generic_name},
          {"form", record.form},           {"strength", record.strength},
          {"base_unit", record.base_unit}, {"manufacturer", record.manufacturer},
          {"kind", record.kind},           {"pack_size", record.pack_size.units()}};
}

ordered_json shown_inputs(const ItemSuggestion& suggestion, const Suggestions& all) {
  ordered_json inputs{{"basis", name_of(suggestion.basis)},
                      {"period_days", all.policy.period_days},
                      {"review_days", all.policy.review_days},
                      {"lead_time_days", all.policy.lead_time_days},
                      {"known_periods", suggestion.figures.known_periods},
                      {"average_recorded", suggestion.average_recorded.to_string()},
                      {"average_per_period", suggestion.average.to_string()},
                      {"stock_out_days", suggestion.stock_out_days},
                      {"outlier_periods", suggestion.outliers}};
  add_forecast(inputs, suggestion);
  add_stock(inputs, suggestion, all.policy.period_days);
  add_order(inputs, suggestion.figures);
  inputs["periods"] = shown_periods(suggestion);
  return inputs;
}

ordered_json shown_suggestion(const procurement::SuggestedItem& item, const Suggestions& all) {
  ordered_json line = shown_item_head(item.item.item.record);
  line["suggested_quantity"] = item.suggestion.suggested().units();
  line["method"] = name_of(item.suggestion.figures.rule);
  line["inputs"] = shown_inputs(item.suggestion, all);
  return line;
}

inventory::MemberOnDay member_in_path(const Call& call, inventory::Connection& connection,
                                      procurement::Duty duty) {
  const std::string& code = call.path.at("code");
  const auto history = inventory::load_facility_history(connection, call.service.county_id());
  const std::int64_t facility_id = history.id_of(code);
  const auto tree = history.tree_on(local_day());
  const inventory::MemberOnDay* member = facility_id == 0 ? nullptr : tree.find(facility_id);
  if (member == nullptr || !FacilityReach(connection, call, duty).contains(facility_id)) {
    throw procurement::Refused(procurement::Refusal::unknown_record, {"facility", code});
  }
  return *member;
}

}  // namespace wutong::app::handlers
