#include "procurement/app/cycle/open_cycle.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/run_command.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/cycle/cycle_command.h"
#include "procurement/catalogue/register_master_data.h"

namespace wutong::app {

using inventory::Connection;
using inventory::Cycle;
using inventory::CycleParameters;
using inventory::CycleState;
using procurement::Refusal;
using procurement::Refused;

namespace {

/// The county that the folder means: the one it names; else the only one there is.
std::string county_code_of(Connection& connection, const CycleParameters& parameters) {
  if (!parameters.county.empty()) return parameters.county;
  const auto counties = inventory::load_counties(connection);
  if (counties.empty()) return nameless_county;
  if (counties.size() == 1) return counties.front().code;
  throw Refused(Refusal::county_not_named, {std::to_string(counties.size()), "cycle.json: county"});
}

KnownCounty load_known(Connection& connection, std::int64_t county_id) {
  KnownCounty known;
  for (auto& facility : inventory::load_facilities(connection, county_id)) {
    known.facilities.push_back(std::move(facility.record));
  }
  for (auto& supplier : inventory::load_suppliers(connection, county_id)) {
    known.supplier_codes.push_back(std::move(supplier.record.code));
  }
  for (auto& item : inventory::load_items(connection, county_id)) {
    known.item_pack_sizes.emplace(std::move(item.record.code), item.record.pack_size.units());
  }
  return known;
}

}  // namespace

const Cycle* CountyHistory::cycle_of(const std::string& period) const {
  for (const Cycle& cycle : cycles) {
    if (cycle.parameters.period == period) return &cycle;
  }
  return nullptr;
}

CountyHistory load_history(inventory::Store& store, const CycleParameters& parameters) {
  const inventory::Lease connection = store.lease();
  CountyHistory history;
  history.county_code = county_code_of(*connection, parameters);
  history.county_id = inventory::find_county(*connection, history.county_code);
  if (history.county_id == 0) return history;
  history.cycles = inventory::load_cycles(*connection, history.county_id);
  history.known = load_known(*connection, history.county_id);
  for (const Cycle& cycle : history.cycles) {
    if (cycle.parameters.period != parameters.period) history.known.has_opening_stock = true;
  }
  return history;
}

void check_period(const CountyHistory& history, const CycleParameters& parameters) {
  for (const Cycle& cycle : history.cycles) {
    const std::string& period = cycle.parameters.period;
    if (cycle.state == CycleState::trading) throw Refused(Refusal::period_is_run_daily, {period});
    if (period == parameters.period && cycle.state == CycleState::closed) {
      throw Refused(Refusal::period_already_settled, {period});
    }
    if (period > parameters.period) {
      throw Refused(Refusal::later_period_settled, {parameters.period, period});
    }
    if (period != parameters.period && cycle.state != CycleState::closed) {
      throw Refused(Refusal::earlier_cycle_unfinished, {period});
    }
  }
  if (parameters.award_rule != inventory::AwardRule::lowest_price) {
    throw Refused(Refusal::award_rule_not_offered,
                  {std::string(inventory::to_string(parameters.award_rule))});
  }
}

inventory::CycleRef open_cycle(inventory::Store& store, const CountyHistory& history,
                               const inventory::CountyFolder& folder, const std::string& actor) {
  const CycleParameters& parameters = folder.parameters;
  const Cycle* interrupted = history.cycle_of(parameters.period);
  if (interrupted != nullptr && interrupted->input_hash != folder.content_hash) {
    throw Refused(Refusal::request_reused_with_different_content, {parameters.period});
  }
  const std::int64_t county_id = [&] {
    const inventory::Lease connection = store.lease();
    return inventory::register_county(*connection, history.county_code);
  }();
  const auto result =
      run_cycle_command(store, {county_id, parameters.period, folder.content_hash, actor},
                        "open_cycle", [&](Connection& connection) {
                          const Cycle cycle{inventory::IdentifierSource::shared().next(),
                                            CycleState::opened, folder.content_hash, parameters};
                          inventory::lock_county(connection, county_id);
                          inventory::insert_cycle(connection, county_id, cycle);
                          const auto counts = procurement::register_master_data(
                              connection, county_id, parameters.today, folder.facilities,
                              folder.suppliers, folder.items);
                          return inventory::answer_of({{"cycle_id", cycle.cycle_id},
                                                       {"registered", counts.registered},
                                                       {"changed", counts.changed}});
                        });
  return {county_id, inventory::figure_in(result.answer, "cycle_id")};
}

}  // namespace wutong::app
