#include "inventory/ledgers/budget_ledger.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "inventory/database/bulk_insert.h"
#include "inventory/records/named_values.h"
#include "pricing/checked_integer.h"

namespace wutong::inventory {

namespace {

constexpr NamedValues<BudgetMeasure, 2> measures{{
    {BudgetMeasure::money, "money"},
    {BudgetMeasure::quantity, "quantity"},
}};

constexpr NamedValues<BudgetAction, 3> actions{{
    {BudgetAction::commit, "commit"},
    {BudgetAction::release, "release"},
    {BudgetAction::consume, "consume"},
}};

/// With what is released by a period; an empty one: ever.
std::string select_budgets(Connection& connection, std::int64_t county_id,
                           const std::string& period) {
  const std::string until =
      period.empty() ? "" : " AND r.from_period <= " + connection.quoted(period);
  return fmt::format(
      "SELECT b.budget_id, b.code, b.name, b.facility_id, b.measure, b.item_kind, b.item_id,"
      " b.first_period, b.last_period, (SELECT COALESCE(SUM(r.figure), 0) FROM budget_release r"
      " WHERE r.county_id = {0} AND r.budget_id = b.budget_id{1}), b.committed, b.consumed"
      " FROM budget b WHERE b.county_id = {0}",
      county_id, until);
}

std::vector<Budget> read_budgets(Connection& connection, const std::string& sql) {
  Rows rows = connection.query(sql);
  std::vector<Budget> budgets;
  while (rows.next()) {
    std::optional<std::int64_t> item_id;
    if (!rows.is_null(7)) item_id = rows.integer(7);
    budgets.push_back({rows.integer(1), rows.text(2), rows.text(3), rows.integer(4),
                       parse_budget_measure(rows.text(5)).value(), rows.text(6), item_id,
                       rows.text(8), rows.text(9), rows.integer(10), rows.integer(11),
                       rows.integer(12)});
  }
  return budgets;
}

/// Locks first and reads then: what was released meanwhile is seen too, since whoever releases
/// holds the same lock, and every statement reads what is committed.
std::vector<Budget> lock_and_read(Connection& connection, std::int64_t county_id,
                                  const std::string& condition, const std::string& period) {
  Rows locked =
      connection.query(fmt::format("SELECT b.budget_id FROM budget b WHERE b.county_id = {} AND {}"
                                   " ORDER BY b.budget_id FOR UPDATE",
                                   county_id, condition));
  std::vector<std::int64_t> ids;
  while (locked.next()) ids.push_back(locked.integer(1));
  if (ids.empty()) return {};
  return read_budgets(connection, select_budgets(connection, county_id, period) +
                                      fmt::format(" AND b.budget_id IN ({}) ORDER BY b.budget_id",
                                                  fmt::join(ids, ",")));
}

void apply(Budget& budget, const BudgetMovement& movement) {
  const auto add = [](std::int64_t& to, std::int64_t figure) {
    to = pricing::exact_sum(to, figure);
  };
  switch (movement.action) {
    case BudgetAction::commit:
      if (movement.figure > budget.available()) throw BudgetInsufficient(budget, movement.figure);
      add(budget.committed, movement.figure);
      return;
    case BudgetAction::release:
      add(budget.committed, -movement.figure);
      return;
    case BudgetAction::consume:
      add(budget.committed, -movement.figure);
      add(budget.consumed, movement.figure);
      return;
  }
}

}  // namespace

std::string_view to_string(BudgetMeasure measure) {
  return name_of(measures, measure);
}
std::optional<BudgetMeasure> parse_budget_measure(std::string_view text) {
  return value_named(measures, text);
}
std::string_view to_string(BudgetAction action) {
  return name_of(actions, action);
}

BudgetInsufficient::BudgetInsufficient(Budget limiting, std::int64_t wanted_figure)
    : std::runtime_error(fmt::format("budget {}: {} available, {} wanted", limiting.code,
                                     limiting.available(), wanted_figure)),
      budget(std::move(limiting)),
      wanted(wanted_figure) {}

std::vector<Budget> lock_budgets(Connection& connection, std::int64_t county_id,
                                 const std::vector<std::int64_t>& facility_ids,
                                 const std::string& period) {
  if (facility_ids.empty()) return {};
  return lock_and_read(connection, county_id,
                       fmt::format("b.facility_id IN ({}) AND b.first_period <= {} AND"
                                   " b.last_period >= {}",
                                   fmt::join(facility_ids, ","), connection.quoted(period),
                                   connection.quoted(period)),
                       period);
}

std::vector<Budget> lock_budgets_of(Connection& connection, std::int64_t county_id,
                                    std::int64_t document_id) {
  return lock_and_read(connection, county_id,
                       fmt::format("b.budget_id IN (SELECT m.budget_id FROM budget_movement m"
                                   " WHERE m.county_id = {} AND m.document_id = {})",
                                   county_id, document_id),
                       "");
}

std::vector<Budget> lock_budgets_of(Connection& connection, std::int64_t county_id,
                                    const std::vector<std::int64_t>& document_ids) {
  if (document_ids.empty()) return {};
  return lock_and_read(connection, county_id,
                       fmt::format("b.budget_id IN (SELECT m.budget_id FROM budget_movement m"
                                   " WHERE m.county_id = {} AND m.document_id IN ({}))",
                                   county_id, fmt::join(document_ids, ",")),
                       "");
}

std::vector<Budget> load_budgets(Connection& connection, std::int64_t county_id,
                                 const std::string& period) {
  return read_budgets(connection,
                      select_budgets(connection, county_id, period) + " ORDER BY b.code");
}

void post_budget_movements(Connection& connection, std::int64_t county_id,
                           std::vector<Budget> locked,
                           const std::vector<BudgetMovement>& movements) {
  std::unordered_map<std::int64_t, Budget*> by_id;
  for (Budget& budget : locked) by_id.emplace(budget.budget_id, &budget);
  for (const BudgetMovement& movement : movements) {
    const auto budget = by_id.find(movement.budget_id);
    if (budget == by_id.end()) throw std::logic_error("a movement on a budget that is not locked");
    apply(*budget->second, movement);
  }
  if (movements.empty()) return;

  BulkInsert rows(connection,
                  "budget_movement (county_id, budget_id, document_id, step, action, figure)");
  for (const BudgetMovement& movement : movements) {
    rows.row(county_id, movement.budget_id, movement.document_id, movement.step,
             to_string(movement.action), movement.figure);
  }
  rows.finish();
  BulkInsert balances(connection,
                      "budget (county_id, budget_id, code, name, facility_id, measure, item_kind,"
                      " item_id, first_period, last_period, committed, consumed)",
                      "committed = VALUES(committed), consumed = VALUES(consumed)");
  for (const Budget& budget : locked) {
    balances.row(county_id, budget.budget_id, budget.code, budget.name, budget.facility_id,
                 to_string(budget.measure), budget.item_kind, budget.item_id, budget.first_period,
                 budget.last_period, budget.committed, budget.consumed);
  }
  balances.finish();
}

std::vector<Commitment> load_commitments(Connection& connection, std::int64_t county_id,
                                         std::int64_t document_id) {
  Rows rows = connection.query(
      fmt::format("SELECT budget_id, SUM(IF(action = 'commit', figure, -figure)) FROM"
                  " budget_movement WHERE county_id = {} AND document_id = {} GROUP BY budget_id"
                  " ORDER BY budget_id",
                  county_id, document_id));
  std::vector<Commitment> commitments;
  while (rows.next()) commitments.push_back({rows.integer(1), rows.integer(2)});
  return commitments;
}

std::vector<DocumentCommitment> load_commitments(Connection& connection, std::int64_t county_id,
                                                 const std::vector<std::int64_t>& document_ids) {
  if (document_ids.empty()) return {};
  Rows rows = connection.query(
      fmt::format("SELECT document_id, budget_id, SUM(IF(action = 'commit', figure, -figure)),"
                  " SUM(IF(action = 'consume', figure, 0)) FROM budget_movement"
                  " WHERE county_id = {} AND document_id IN ({}) GROUP BY document_id, budget_id"
                  " ORDER BY document_id, budget_id",
                  county_id, fmt::join(document_ids, ",")));
  std::vector<DocumentCommitment> commitments;
  while (rows.next()) {
    commitments.push_back({rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4)});
  }
  return commitments;
}

void insert_budget(Connection& connection, std::int64_t county_id, const Budget& budget) {
  BulkInsert insert(connection,
                    "budget (county_id, budget_id, code, name, facility_id, measure, item_kind,"
                    " item_id, first_period, last_period, committed, consumed)");
  insert.row(county_id, budget.budget_id, budget.code, budget.name, budget.facility_id,
             to_string(budget.measure), budget.item_kind, budget.item_id, budget.first_period,
             budget.last_period, 0, 0);
  insert.finish();
}

void insert_budget_release(Connection& connection, std::int64_t county_id,
                           const BudgetRelease& release, const std::string& actor,
                           const std::string& recorded_at) {
  BulkInsert insert(connection,
                    "budget_release (county_id, budget_id, release_id, from_period, figure, reason,"
                    " actor, recorded_at)");
  insert.row(county_id, release.budget_id, release.release_id, release.from_period, release.figure,
             release.reason, actor, recorded_at);
  insert.finish();
}

std::optional<Budget> lock_budget(Connection& connection, std::int64_t county_id,
                                  const std::string& code) {
  const auto budgets =
      lock_and_read(connection, county_id, "b.code = " + connection.quoted(code), "");
  if (budgets.empty()) return std::nullopt;
  return budgets.front();
}

}  // namespace wutong::inventory
