#include <charconv>
#include <nlohmann/json.hpp>

#include "inventory/ledgers/budget_history.h"
#include "inventory/ledgers/budget_ledger.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/http/handlers/facility_reach.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/page.h"
#include "procurement/app/http/problem.h"
#include "procurement/app/local_day.h"
#include "procurement/purchase/budgets/open_budget.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using inventory::Budget;
using inventory::BudgetMeasure;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

/// Money as yuan, quantities as base units: both as text, since they share their fields.
std::string shown_figure(BudgetMeasure measure, std::int64_t figure) {
  return measure == BudgetMeasure::money ? pricing::Money::fen(figure).to_string()
                                         : std::to_string(figure);
}

/// What codes stand for the ids of a budget.
struct BudgetCodes {
  inventory::CodesById facilities;
  inventory::CodesById items;
};

ordered_json shown_budget(const Budget& budget, const BudgetCodes& codes) {
  const auto figure = [&](std::int64_t value) { return shown_figure(budget.measure, value); };
  return {{"code", budget.code},
          {"name", budget.name},
          {"facility_code", codes.facilities.at(budget.facility_id)},
          {"measure", to_string(budget.measure)},
          {"item_kind", text_or_null(budget.item_kind)},
          {"item_code",
           budget.item_id ? ordered_json(codes.items.at(*budget.item_id)) : ordered_json(nullptr)},
          {"first_period", budget.first_period},
          {"last_period", budget.last_period},
          {"released", figure(budget.released)},
          {"committed", figure(budget.committed)},
          {"consumed", figure(budget.consumed)},
          {"available", figure(budget.available())}};
}

BudgetCodes load_budget_codes(const Call& call, inventory::Connection& connection) {
  const std::int64_t county_id = call.service.county_id();
  return {inventory::load_codes(connection, county_id, inventory::Noun::facility),
          inventory::load_codes(connection, county_id, inventory::Noun::item)};
}

/// The budget that was just written, with all that will ever be released.
HttpAnswer budget_answer(Call& call, const std::string& code, int status) {
  const auto connection = call.service.store().lease();
  for (const Budget& budget : inventory::load_budgets(*connection, call.service.county_id(), "")) {
    if (budget.code != code) continue;
    return json_answer(shown_budget(budget, load_budget_codes(call, *connection)), status);
  }
  throw procurement::Refused(procurement::Refusal::budget_unknown, {code});
}

std::int64_t figure_of(const json& release, BudgetMeasure measure) {
  const std::string text = release.at("figure");
  try {
    if (measure == BudgetMeasure::money) return pricing::Money::parse(text).fen();
    const bool is_taken_back = text.front() == '-';
    const auto units = pricing::Quantity::parse(text.substr(is_taken_back ? 1 : 0)).units();
    return is_taken_back ? -units : units;
  } catch (const std::exception& error) {
    throw InputRefused(
        {{"/figure", procurement::Refusal::field_not_allowed, {"/figure", error.what()}}});
  }
}

ordered_json shown_event(const Budget& budget, const inventory::BudgetEvent& event) {
  return {{"at", instant(event.at)},
          {"action", event.action},
          {"figure", shown_figure(budget.measure, event.figure)},
          {"from_period", text_or_null(event.from_period)},
          {"requisition_no", text_or_null(event.requisition_no)},
          {"reason", event.reason},
          {"actor", event.actor}};
}

std::int64_t number_in(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// A budget of a facility that the caller may not read is one that is not there.
Budget load_visible(Call& call, inventory::Connection& connection, const std::string& code) {
  const FacilityReach reach(connection, call, procurement::Duty::read_requisitions);
  for (const Budget& budget : inventory::load_budgets(connection, call.service.county_id(), "")) {
    if (budget.code == code && reach.contains(budget.facility_id)) return budget;
  }
  throw procurement::Refused(procurement::Refusal::budget_unknown, {code});
}

procurement::Release release_of(const json& body, BudgetMeasure measure) {
  return {text_field(body, "from_period"), figure_of(body, measure), text_field(body, "reason")};
}

}  // namespace

HttpAnswer list_budgets(Call& call) {
  const auto connection = call.service.store().lease();
  const BudgetCodes codes = load_budget_codes(call, *connection);
  const FacilityReach reach(*connection, call, procurement::Duty::read_requisitions);
  ordered_json budgets = ordered_json::array();
  for (const Budget& budget : inventory::load_budgets(*connection, call.service.county_id(),
                                                      std::string(call.parameter("period")))) {
    if (reach.contains(budget.facility_id)) budgets.push_back(shown_budget(budget, codes));
  }
  return json_answer({{"budgets", std::move(budgets)}});
}

HttpAnswer list_budget_movements(Call& call) {
  const Page page = page_of(call);
  const auto key = key_parts(page, 4);
  const auto connection = call.service.store().lease();
  const Budget budget = load_visible(call, *connection, call.path.at("code"));
  std::vector<KeyedRecord> movements;
  for (const auto& event : inventory::load_budget_history(
           *connection, call.service.county_id(), budget.budget_id,
           {key.at(0), number_in(key.at(1)), number_in(key.at(2)), key.at(3)}, page.limit + 1)) {
    movements.emplace_back(
        joined_key({event.at, std::to_string(event.id), std::to_string(event.step), event.action}),
        shown_event(budget, event));
  }
  return keyed_page_answer("movements", std::move(movements), page);
}

HttpAnswer open_budget(Call& call) {
  const json& body = *call.body;
  const auto measure = inventory::parse_budget_measure(text_field(body, "measure")).value();
  procurement::OpenBudget input{text_field(body, "code"),
                                text_field(body, "name"),
                                text_field(body, "facility_code"),
                                measure,
                                text_field(body, "item_kind"),
                                text_field(body, "item_code"),
                                text_field(body, "first_period"),
                                text_field(body, "last_period"),
                                {}};
  for (const json& release : body.at("releases")) {
    input.releases.push_back(release_of(release, measure));
  }
  run_operation(call, "open_budget", [&](inventory::Connection& connection) {
    return procurement::open_budget(connection, recording_of(call), input);
  });
  return budget_answer(call, input.code, 201);
}

HttpAnswer release_budget(Call& call) {
  const std::string& code = call.path.at("code");
  BudgetMeasure measure = BudgetMeasure::money;
  {
    const auto connection = call.service.store().lease();
    for (const Budget& budget :
         inventory::load_budgets(*connection, call.service.county_id(), "")) {
      if (budget.code == code) measure = budget.measure;  // a budget's measure never changes
    }
  }
  const procurement::ReleaseBudget input{code, release_of(*call.body, measure)};
  run_operation(call, "release_budget", [&](inventory::Connection& connection) {
    return procurement::release_budget(connection, recording_of(call), input);
  });
  return budget_answer(call, code, 200);
}

}  // namespace wutong::app::handlers
