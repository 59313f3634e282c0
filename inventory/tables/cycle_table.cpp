#include "inventory/tables/cycle_table.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "inventory/database/error.h"

namespace wutong::inventory {

namespace {

constexpr std::array<std::string_view, 10> state_names{
    "opened",    "requested", "awarded", "ordered", "received",
    "allocated", "shipped",   "settled", "closed",  "trading"};

constexpr std::string_view columns =
    "cycle_id, period, today, minimum_shelf_life_days, award_rule, input_hash, state";

std::vector<Cycle> read_cycles(Rows rows) {
  std::vector<Cycle> cycles;
  while (rows.next()) {
    Cycle cycle;
    cycle.cycle_id = rows.integer(1);
    cycle.parameters.period = rows.text(2);
    cycle.parameters.today = rows.date(3);
    cycle.parameters.minimum_shelf_life_days = rows.integer(4);
    cycle.parameters.award_rule = parse_award_rule(rows.text(5)).value();
    cycle.input_hash = rows.text(6);
    cycle.state = parse_cycle_state(rows.text(7)).value();
    cycles.push_back(std::move(cycle));
  }
  return cycles;
}

}  // namespace

std::string_view to_string(CycleState state) {
  return state_names.at(static_cast<std::size_t>(state));
}

std::optional<CycleState> parse_cycle_state(std::string_view text) {
  for (std::size_t index = 0; index < state_names.size(); ++index) {
    if (state_names.at(index) == text) return static_cast<CycleState>(index);
  }
  return std::nullopt;
}

std::optional<CycleState> next_state(CycleState state, CycleAction action) {
  struct Step {
    CycleState from;
    CycleAction action;
    CycleState to;
  };
  constexpr std::array<Step, 9> steps{{
      {CycleState::opened, CycleAction::request, CycleState::requested},
      {CycleState::requested, CycleAction::award, CycleState::awarded},
      {CycleState::awarded, CycleAction::order, CycleState::ordered},
      {CycleState::ordered, CycleAction::receive, CycleState::received},
      {CycleState::received, CycleAction::allocate, CycleState::allocated},
      {CycleState::allocated, CycleAction::ship, CycleState::shipped},
      {CycleState::shipped, CycleAction::settle, CycleState::settled},
      {CycleState::settled, CycleAction::close, CycleState::closed},
      {CycleState::trading, CycleAction::settle, CycleState::settled},
  }};
  for (const Step& step : steps) {
    if (step.from == state && step.action == action) return step.to;
  }
  return std::nullopt;
}

std::vector<Cycle> load_cycles(Connection& connection, std::int64_t county_id) {
  return read_cycles(connection.query(
      fmt::format("SELECT {} FROM procurement_cycle WHERE county_id = {} ORDER BY period", columns,
                  county_id)));
}

Cycle lock_cycle(Connection& connection, const CycleRef& ref) {
  auto cycles = read_cycles(connection.query(fmt::format(
      "SELECT {} FROM procurement_cycle WHERE county_id = {} AND cycle_id = {} FOR UPDATE", columns,
      ref.county_id, ref.cycle_id)));
  if (cycles.empty()) throw DatabaseError(0, "no such cycle");
  return std::move(cycles.front());
}

void insert_cycle(Connection& connection, std::int64_t county_id, const Cycle& cycle) {
  const CycleParameters& parameters = cycle.parameters;
  connection.execute(fmt::format(
      "INSERT INTO procurement_cycle (county_id, {}) VALUES ({}, {}, {}, '{}', {}, '{}', {}, '{}')",
      columns, county_id, cycle.cycle_id, connection.quoted(parameters.period),
      to_string(parameters.today), parameters.minimum_shelf_life_days,
      to_string(parameters.award_rule), connection.quoted(cycle.input_hash),
      to_string(cycle.state)));
  connection.count_rows_written(1);
}

void require_state(const Cycle& cycle, CycleState state) {
  if (cycle.state == state) return;
  throw std::logic_error(fmt::format("the cycle of {} is {}, not {}", cycle.parameters.period,
                                     to_string(cycle.state), to_string(state)));
}

void advance_cycle(Connection& connection, std::int64_t county_id, const Cycle& cycle,
                   CycleAction action) {
  const std::optional<CycleState> next = next_state(cycle.state, action);
  if (!next) {
    throw std::logic_error(fmt::format("a cycle that is {} does not take action {}",
                                       to_string(cycle.state), static_cast<int>(action)));
  }
  connection.execute(fmt::format(
      "UPDATE procurement_cycle SET state = '{}' WHERE county_id = {} AND cycle_id = {}",
      to_string(*next), county_id, cycle.cycle_id));
  connection.count_rows_written(1);
}

}  // namespace wutong::inventory
