#include "procurement/purchase/budgets/open_budget.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/records/period.h"
#include "inventory/tables/facility_history_table.h"
#include "inventory/tables/item_table.h"
#include "pricing/checked_integer.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Budget;

namespace {

/// 10^15: with a thousand releases still far from the end of 64 bits.
constexpr std::int64_t largest_figure = 1'000'000'000'000'000;

std::string shown(inventory::BudgetMeasure measure, std::int64_t figure) {
  return measure == inventory::BudgetMeasure::money ? pricing::Money::fen(figure).to_string()
                                                    : std::to_string(figure);
}

void check_period(const std::string& period) {
  if (!inventory::is_period(period)) throw Refused(Refusal::bad_period, {period});
}

void check_release(const Budget& budget, const Release& release) {
  check_period(release.from_period);
  if (release.from_period < budget.first_period || release.from_period > budget.last_period) {
    throw Refused(Refusal::budget_release_outside,
                  {budget.code, release.from_period, budget.first_period, budget.last_period});
  }
  const bool fits =
      release.figure != 0 && release.figure <= largest_figure && release.figure >= -largest_figure;
  if (!fits) {
    throw Refused(Refusal::figure_out_of_range,
                  {budget.code, "figure", shown(budget.measure, release.figure),
                   shown(budget.measure, -largest_figure), shown(budget.measure, largest_figure)});
  }
}

/// What is left of the budget must cover what was approved already.
void check_not_below_spent(const Budget& budget, std::int64_t released) {
  const std::int64_t spent = pricing::exact_sum(budget.committed, budget.consumed);
  if (released >= spent) return;
  throw Refused(Refusal::budget_below_spent,
                {budget.code, shown(budget.measure, released), shown(budget.measure, spent)});
}

std::optional<std::int64_t> item_id_of(inventory::Connection& connection,
                                       const inventory::Recording& recording,
                                       const std::string& code) {
  if (code.empty()) return std::nullopt;
  const auto items =
      inventory::load_items_by_code(connection, recording.county_id, recording.today, {code});
  if (items.empty()) throw Refused(Refusal::item_unknown, {code});
  return items.front().item_id;
}

void insert_release(inventory::Connection& connection, const inventory::Recording& recording,
                    std::int64_t budget_id, std::int64_t release_id, const Release& release) {
  inventory::insert_budget_release(
      connection, recording.county_id,
      {budget_id, release_id, release.from_period, release.figure, release.reason}, recording.actor,
      inventory::to_string(recording.now));
}

}  // namespace

std::string open_budget(inventory::Connection& connection, const inventory::Recording& recording,
                        const OpenBudget& input) {
  for (const std::string& period : {input.first_period, input.last_period}) check_period(period);
  if (input.last_period < input.first_period) {
    throw Refused(Refusal::budget_periods_reversed,
                  {input.code, input.first_period, input.last_period});
  }
  // The lock on the organisation makes two openings under one code follow each other.
  const auto history = inventory::lock_facility_history(connection, recording.county_id);
  const std::int64_t facility_id = history.id_of(input.facility_code);
  if (facility_id == 0) throw Refused(Refusal::facility_not_known, {input.facility_code});
  if (inventory::lock_budget(connection, recording.county_id, input.code)) {
    throw Refused(Refusal::budget_code_taken, {input.code});
  }
  const Budget budget{inventory::IdentifierSource::shared().next(),
                      input.code,
                      input.name,
                      facility_id,
                      input.measure,
                      input.item_kind,
                      item_id_of(connection, recording, input.item_code),
                      input.first_period,
                      input.last_period};
  std::int64_t released = 0;
  for (const Release& release : input.releases) {
    check_release(budget, release);
    released = pricing::exact_sum(released, release.figure);
    check_not_below_spent(budget, released);
  }

  inventory::insert_budget(connection, recording.county_id, budget);
  for (const Release& release : input.releases) {
    insert_release(connection, recording, budget.budget_id,
                   inventory::IdentifierSource::shared().next(), release);
  }
  return inventory::answer_of({{"budget_id", budget.budget_id}});
}

std::string release_budget(inventory::Connection& connection, const inventory::Recording& recording,
                           const ReleaseBudget& input) {
  const auto budget = inventory::lock_budget(connection, recording.county_id, input.budget_code);
  if (!budget) throw Refused(Refusal::budget_unknown, {input.budget_code});
  check_release(*budget, input.release);
  if (input.release.reason.empty()) {
    throw Refused(Refusal::field_missing, {input.budget_code, "reason"});
  }
  check_not_below_spent(*budget, pricing::exact_sum(budget->released, input.release.figure));

  const std::int64_t release_id = inventory::IdentifierSource::shared().next();
  insert_release(connection, recording, budget->budget_id, release_id, input.release);
  return inventory::answer_of({{"release_id", release_id}});
}

}  // namespace wutong::procurement
