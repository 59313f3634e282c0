#include "procurement/purchase/periods/open_period.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/run_command.h"
#include "inventory/tables/county_lock.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Cycle;
using inventory::CycleState;

namespace {

void check_open(const std::vector<Cycle>& cycles, const std::string& period) {
  for (const Cycle& cycle : cycles) {
    const std::string& other = cycle.parameters.period;
    const bool is_over = cycle.state == CycleState::closed;
    if (other == period && (is_over || cycle.state == CycleState::settled)) {
      throw Refused(Refusal::period_already_settled, {period});
    }
    if (!is_over) throw Refused(Refusal::period_still_open, {other, period});
    if (other > period) throw Refused(Refusal::later_period_settled, {period, other});
  }
}

}  // namespace

std::string open_period(inventory::Connection& connection, const inventory::Recording& recording,
                        const OpenPeriod& input) {
  inventory::lock_county(connection, recording.county_id);
  check_open(inventory::load_cycles(connection, recording.county_id), input.period);

  Cycle cycle;
  cycle.cycle_id = inventory::IdentifierSource::shared().next();
  cycle.state = CycleState::trading;
  cycle.input_hash = inventory::content_hash("worked day by day: " + input.period);
  cycle.parameters.period = input.period;
  cycle.parameters.today = recording.today;
  cycle.parameters.minimum_shelf_life_days = input.minimum_shelf_life_days;
  inventory::insert_cycle(connection, recording.county_id, cycle);
  return inventory::answer_of({{"cycle_id", cycle.cycle_id}});
}

Cycle find_open_period(inventory::Connection& connection, std::int64_t county_id,
                       const std::string& period) {
  for (const Cycle& cycle : inventory::load_cycles(connection, county_id)) {
    const bool is_meant = period.empty() || cycle.parameters.period == period;
    if (is_meant && cycle.state == CycleState::trading) return cycle;
  }
  throw Refused(Refusal::period_not_open, {period});
}

Cycle lock_open_period(inventory::Connection& connection, std::int64_t county_id,
                       const std::string& period) {
  const Cycle found = find_open_period(connection, county_id, period);
  Cycle locked = inventory::lock_cycle(connection, {county_id, found.cycle_id});
  if (locked.state != CycleState::trading) {
    throw Refused(Refusal::period_not_open, {locked.parameters.period});
  }
  return locked;
}

}  // namespace wutong::procurement
