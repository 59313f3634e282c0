#include "procurement/purchase/consolidation/consolidate.h"

#include <fmt/format.h>

#include "inventory/identifier.h"
#include "inventory/ledgers/supply_ledger.h"
#include "inventory/tables/order_detail_table.h"
#include "procurement/purchase/consolidation/draft_orders.h"
#include "procurement/purchase/requisitions/require_requisition.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::RequisitionDocument;

namespace {

/// Names what differs of the two fingerprints.
void check_fingerprint(const std::string& seen, const std::string& now) {
  if (seen == now) return;
  constexpr std::size_t part = 17;  // sixteen digits and a dash
  constexpr std::string_view names[] = {"requisitions", "stock and orders", "agreements"};
  std::string changed;
  for (std::size_t index = 0; index < std::size(names); ++index) {
    const std::size_t begin = index * part;
    const bool is_same =
        begin <= seen.size() && seen.substr(begin, part) == now.substr(begin, part);
    if (is_same) continue;
    changed += changed.empty() ? "" : ", ";
    changed += names[index];
  }
  throw Refused(Refusal::consolidation_outdated, {changed.empty() ? "fingerprint" : changed});
}

/// Every requisition takes the step; its note names the consolidation.
void step_all(inventory::Connection& connection, const inventory::Recording& recording,
              std::vector<RequisitionDocument>& documents, inventory::RequisitionAction action,
              const std::string& note) {
  std::vector<inventory::RequisitionStep> steps;
  for (RequisitionDocument& one : documents) {
    take_step(one, action);
    steps.push_back({one.version, action, one.state, std::nullopt, "", note});
  }
  inventory::save_steps(connection, recording, documents, steps);
}

}  // namespace

std::string consolidate(inventory::Connection& connection, const inventory::Recording& recording,
                        const ConsolidationInput& input, const std::string& fingerprint) {
  ConsolidationDecision decision = decide_consolidation(
      connection, recording.county_id, recording.today, input, Reading::for_update);
  check_fingerprint(fingerprint, decision.fingerprint);
  const inventory::CycleRef cycle{recording.county_id, decision.cycle.cycle_id};
  inventory::Consolidation head;
  head.consolidation_id = inventory::IdentifierSource::shared().next();
  head.consolidation_no = fmt::format("CO-{}-{}", decision.cycle.parameters.period,
                                      inventory::count_consolidations(connection, cycle) + 1);
  head.cycle_id = cycle.cycle_id;
  head.state = inventory::ConsolidationState::standing;
  head.delivery_rule = input.delivery_rule;
  head.fingerprint = decision.fingerprint;
  head.made_on = recording.today;
  const std::vector<inventory::DailyOrder> orders =
      draft_orders(connection, recording, head, decision);

  inventory::insert_consolidation(connection, recording, head, decision.content);
  inventory::add_to_requests(connection, cycle, recording.today, decision.content.requisition_ids);
  step_all(connection, recording, decision.requisitions, inventory::RequisitionAction::consolidate,
           head.consolidation_no);
  inventory::insert_daily_orders(connection, recording, cycle, orders);
  return fmt::format(R"({{"consolidation_no":"{}","orders":{},"lines":{}}})", head.consolidation_no,
                     orders.size(), decision.content.lines.size());
}

namespace {

using inventory::Consolidation;
using inventory::DailyOrder;

[[noreturn]] void refuse_undo(const std::string& number, std::string_view state) {
  throw Refused(Refusal::consolidation_step_not_allowed, {number, std::string(state), "undo"});
}

/// Its period's row is locked before its own.
Consolidation lock_standing(inventory::Connection& connection, std::int64_t county_id,
                            const UndoConsolidation& input) {
  const std::string& number = input.consolidation_no;
  const auto found = inventory::find_consolidation(connection, county_id, number);
  if (!found) throw Refused(Refusal::consolidation_unknown, {number});
  const inventory::Cycle cycle = inventory::lock_cycle(connection, {county_id, found->cycle_id});
  Consolidation locked = inventory::lock_consolidation(connection, county_id, number).value();
  if (locked.state != inventory::ConsolidationState::standing) {
    refuse_undo(number, inventory::to_string(locked.state));
  }
  if (locked.version != input.version) {
    throw Refused(Refusal::record_has_changed,
                  {number, std::to_string(input.version), std::to_string(locked.version)});
  }
  if (cycle.state != inventory::CycleState::trading) {
    throw Refused(Refusal::period_not_open, {cycle.parameters.period});
  }
  return locked;
}

void cancel_orders(inventory::Connection& connection, const inventory::Recording& recording,
                   const Consolidation& consolidation) {
  std::vector<DailyOrder> cancelled;
  std::vector<inventory::OrderStep> steps;
  for (DailyOrder& one : inventory::lock_orders_of_consolidation(connection, recording.county_id,
                                                                 consolidation.consolidation_id)) {
    const auto state = inventory::parse_order_state(one.order.state).value();
    const bool was_sent = !one.detail.placed_at.empty();
    const auto next = inventory::next_state(state, inventory::OrderAction::cancel);
    const bool is_cancelled = state == inventory::OrderState::cancelled;
    if (was_sent || (!next && !is_cancelled)) {
      throw Refused(Refusal::consolidation_already_sent,
                    {consolidation.consolidation_no, one.order.order_no, one.order.state});
    }
    if (is_cancelled) continue;
    one.order.state = inventory::to_string(*next);
    ++one.detail.version;
    steps.push_back({one.order.order_id, one.detail.version, inventory::OrderAction::cancel, *next,
                     "consolidation_undone", consolidation.undone_reason});
    cancelled.push_back(std::move(one));
  }
  inventory::save_order_steps(connection, recording, cancelled, steps);
}

}  // namespace

std::string undo_consolidation(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const UndoConsolidation& input) {
  Consolidation consolidation = lock_standing(connection, recording.county_id, input);
  consolidation.state = inventory::ConsolidationState::undone;
  consolidation.undone_reason = input.reason;
  ++consolidation.version;
  const inventory::CycleRef cycle{recording.county_id, consolidation.cycle_id};
  cancel_orders(connection, recording, consolidation);
  const auto content = inventory::load_consolidation_content(connection, recording.county_id,
                                                             consolidation.consolidation_id);
  std::vector<std::string> numbers;
  for (const RequisitionDocument& one : inventory::load_requisitions_by_id(
           connection, recording.county_id, content.requisition_ids)) {
    numbers.push_back(one.requisition_no);
  }
  auto documents = inventory::lock_requisitions(connection, recording.county_id, numbers);
  for (const RequisitionDocument& one : documents) {
    if (one.state == inventory::RequisitionState::consolidated) continue;
    refuse_undo(consolidation.consolidation_no,
                one.requisition_no + " " + std::string(inventory::to_string(one.state)));
  }
  // Stock goes to whoever asked first, whichever consolidation ordered it.
  if (inventory::is_any_supplied(connection, recording.county_id, content.requisition_ids)) {
    refuse_undo(consolidation.consolidation_no, "dispatched");
  }
  inventory::take_from_requests(connection, cycle, content.requisition_ids);
  if (inventory::is_allocated_above_requests(connection, cycle)) {
    refuse_undo(consolidation.consolidation_no, "dispatched");
  }
  step_all(connection, recording, documents, inventory::RequisitionAction::release,
           consolidation.consolidation_no);
  inventory::save_consolidation_undone(connection, recording, consolidation);
  return fmt::format(R"({{"version":{}}})", consolidation.version);
}

}  // namespace wutong::procurement
