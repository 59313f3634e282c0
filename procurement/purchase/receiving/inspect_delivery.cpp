#include "procurement/purchase/receiving/inspect_delivery.h"

#include <algorithm>
#include <map>

#include "inventory/answer.h"
#include "inventory/tables/delivery_table.h"
#include "inventory/tables/item_table.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/nonconformance_table.h"
#include "inventory/tables/shipping_notice_table.h"
#include "inventory/tables/trading_cycle.h"
#include "procurement/purchase/decide_receipts.h"
#include "procurement/purchase/receiving/decide_deviations.h"
#include "procurement/purchase/receiving/propose_inspection.h"
#include "procurement/purchase/receiving/require_order.h"
#include "procurement/purchase/receiving/ship_directly.h"
#include "procurement/refusal/refusal.h"
#include "procurement/refusal/two_persons.h"

namespace wutong::procurement {

using inventory::Cycle;
using inventory::CycleRef;
using inventory::DailyOrder;
using inventory::Delivery;
using inventory::DeliveryAction;
using inventory::DeliveryLine;
using inventory::PurchaseOrder;
using inventory::RejectionReason;
using pricing::Quantity;

namespace {

/// What is locked for an inspection, in this order: the period, the order, the delivery.
struct Inspection {
  Cycle cycle;
  DailyOrder order;
  Delivery delivery;
};

Inspection lock_all(inventory::Connection& connection, std::int64_t county_id,
                    const std::string& delivery_no) {
  const auto seen = inventory::find_delivery(connection, county_id, delivery_no);
  if (!seen) throw Refused(Refusal::delivery_unknown, {delivery_no});
  auto cycle = inventory::lock_trading_cycle(connection, county_id);
  DailyOrder order = lock_order(connection, county_id, seen->order_no);
  if (!cycle || cycle->cycle_id != order.cycle.cycle_id) {
    throw Refused(Refusal::period_not_open, {cycle ? cycle->parameters.period : seen->order_no});
  }
  auto delivery = inventory::lock_delivery(connection, county_id, delivery_no);
  return {std::move(*cycle), std::move(order), std::move(delivery.value())};
}

void check_step(const Inspection& inspection, const InspectDelivery& input,
                const std::string& actor) {
  const Delivery& delivery = inspection.delivery;
  check_seen(delivery.delivery_no, input.seen.version, delivery.version);
  if (!inventory::next_state(delivery.state, DeliveryAction::inspect)) {
    throw Refused(Refusal::delivery_step_not_allowed,
                  {delivery.delivery_no, std::string(to_string(delivery.state)), "inspect"});
  }
  require_two_persons(delivery.delivery_no, {"receive_deliveries", "inspect_deliveries"},
                      delivery.received_by, actor);
}

using Verdicts = std::map<std::int64_t, const InspectedLine*>;

Verdicts verdicts_by_line(const Delivery& delivery, const InspectDelivery& input) {
  Verdicts verdicts;
  for (const InspectedLine& line : input.lines) {
    const bool is_there =
        std::any_of(delivery.lines.begin(), delivery.lines.end(),
                    [&](const DeliveryLine& one) { return one.line_no == line.line_no; });
    if (!is_there || !verdicts.emplace(line.line_no, &line).second) {
      throw Refused(Refusal::delivery_line_unknown,
                    {delivery.delivery_no, std::to_string(line.line_no)});
    }
  }
  return verdicts;
}

/// The reason of what is rejected; nothing when all is accepted.
std::optional<RejectionReason> check_reason(const std::string& delivery_no,
                                            const InspectedLine& verdict) {
  if (verdict.rejected.is_zero()) return std::nullopt;
  const auto reason = inventory::parse_rejection_reason(verdict.reason);
  if (reason && *reason != RejectionReason::under_delivered) return reason;
  throw Refused(Refusal::inspection_reason_needed, {delivery_no, std::to_string(verdict.line_no)});
}

/// Puts the verdicts on the lines; every line has one and they sum to what came.
void take_verdicts(Delivery& delivery, const Verdicts& verdicts) {
  for (DeliveryLine& line : delivery.lines) {
    const std::vector<std::string> where{delivery.delivery_no, std::to_string(line.line_no)};
    const auto found = verdicts.find(line.line_no);
    if (found == verdicts.end()) throw Refused(Refusal::inspection_incomplete, where);
    const InspectedLine& verdict = *found->second;
    const Quantity judged = verdict.accepted + verdict.rejected;
    if (judged > line.quantity) {
      throw Refused(Refusal::inspection_above_delivered,
                    {where[0], where[1], judged.to_string(), line.quantity.to_string()});
    }
    if (judged < line.quantity) throw Refused(Refusal::inspection_incomplete, where);
    line.reason = check_reason(delivery.delivery_no, verdict);
    line.accepted = verdict.accepted;
    line.note = verdict.evidence;
  }
}

void check_temperatures(inventory::Connection& connection, const inventory::Recording& recording,
                        const Delivery& delivery) {
  std::vector<std::int64_t> ids;
  for (const DeliveryLine& line : delivery.lines) ids.push_back(line.item_id);
  StorageByItem storage;
  for (auto& version :
       inventory::load_items_by_id(connection, recording.county_id, recording.today, ids)) {
    storage.emplace(version.item_id, version.item.record.storage);
  }
  for (const DeliveryLine& line : delivery.lines) {
    const auto kept = storage.find(line.item_id);
    if (kept == storage.end() || line.accepted->is_zero()) continue;
    if (!has_excursion(line, kept->second)) continue;
    throw Refused(Refusal::inspection_accepts_unfit,
                  {delivery.delivery_no, std::to_string(line.line_no), "temperature",
                   std::to_string(line.coldest_tenths.value_or(0)) + " .. " +
                       std::to_string(line.warmest_tenths.value_or(0))});
  }
}

/// By contract rule 5, of what the inspector accepts: nothing of that may be refused.
AcceptedDeliveries accept_lines(const Inspection& inspection, inventory::Date today) {
  std::vector<Quantity> accepted;
  for (const DeliveryLine& line : inspection.delivery.lines) accepted.push_back(*line.accepted);
  const PurchaseOrder& order = inspection.order.order;
  AcceptedDeliveries result = accept_deliveries(
      {order}, accepted_rows(order, inspection.delivery.lines, accepted), today,
      today + std::chrono::days(inspection.cycle.parameters.minimum_shelf_life_days));
  if (result.refused.empty()) return result;
  const RefusedDelivery& first = result.refused.front();
  throw Refused(Refusal::inspection_accepts_unfit,
                {inspection.delivery.delivery_no, std::to_string(first.row),
                 std::string(wire_name(first.refusal)), first.detail});
}

/// The order's step after the receipt. Throws Refused: order_step_not_allowed.
inventory::OrderStep take_order_step(DailyOrder& order) {
  const inventory::OrderAction action = receiving_action(order.order).value();
  const auto state = inventory::parse_order_state(order.order.state).value();
  const auto next = inventory::next_state(state, action);
  if (!next) {
    throw Refused(Refusal::order_step_not_allowed,
                  {order.order.order_no, order.order.state, std::string(to_string(action))});
  }
  order.order.state = to_string(*next);
  ++order.detail.version;
  return {order.order.order_id, order.detail.version, action, *next, "", ""};
}

/// What was accepted becomes the receipt, the stock, the debt, and the order's figures.
void receive(inventory::Connection& connection, const inventory::Recording& recording,
             Inspection& inspection, const AcceptedDeliveries& accepted) {
  if (accepted.lines.empty()) return;
  const CycleRef ref{recording.county_id, inspection.cycle.cycle_id};
  std::vector<PurchaseOrder> orders{inspection.order.order};
  inventory::LotRegister lots(connection, recording.county_id, items_of(orders));
  const auto receipts = decide_receipts(orders, accepted.lines, lots);
  inspection.order.order = orders.front();
  const inventory::OrderStep step = take_order_step(inspection.order);

  lots.finish();
  inventory::save_orders(connection, ref, {inspection.order.order});
  inventory::save_order_step(connection, recording, inspection.order, step);
  inventory::record_receipts(connection, ref, recording.today, receipts);
  inspection.delivery.receipt_id = receipts.front().receipt_id;
  const std::int64_t centre_id = inventory::load_centre_id(connection, recording.county_id);
  if (inspection.delivery.facility_id == centre_id) return;
  inspection.delivery.shipment_id =
      ship_directly(connection, recording, inspection.cycle, inspection.delivery.facility_id,
                    inspection.order.order, receipts.front());
}

std::vector<inventory::Nonconformance> deviations_of(inventory::Connection& connection,
                                                     std::int64_t county_id,
                                                     const Delivery& delivery) {
  std::vector<std::string> evidence;
  for (const DeliveryLine& line : delivery.lines) evidence.push_back(line.note);
  if (!delivery.notice_id) return decide_deviations(delivery, evidence, nullptr);
  const auto notice = inventory::find_notice(connection, county_id, *delivery.notice_id);
  return decide_deviations(delivery, evidence, notice ? &*notice : nullptr);
}

std::string answer(const Delivery& delivery, std::size_t deviations) {
  Quantity accepted, rejected;
  for (const DeliveryLine& line : delivery.lines) {
    accepted += *line.accepted;
    rejected += line.quantity - *line.accepted;
  }
  return inventory::answer_of({{"receipt_id", delivery.receipt_id.value_or(0)},
                               {"shipment_id", delivery.shipment_id.value_or(0)},
                               {"accepted", accepted.units()},
                               {"rejected", rejected.units()},
                               {"deviations", static_cast<std::int64_t>(deviations)}});
}

}  // namespace

std::string inspect_delivery(inventory::Connection& connection,
                             const inventory::Recording& recording, const InspectDelivery& input) {
  Inspection inspection = lock_all(connection, recording.county_id, input.seen.delivery_no);
  check_step(inspection, input, recording.actor);
  Delivery& delivery = inspection.delivery;
  take_verdicts(delivery, verdicts_by_line(delivery, input));
  check_temperatures(connection, recording, delivery);
  const AcceptedDeliveries accepted = accept_lines(inspection, recording.today);

  receive(connection, recording, inspection, accepted);
  const auto deviations = deviations_of(connection, recording.county_id, delivery);
  delivery.state = inventory::next_state(delivery.state, DeliveryAction::inspect).value();
  if (deviations.empty()) {
    delivery.state = inventory::next_state(delivery.state, DeliveryAction::close).value();
  }
  ++delivery.version;
  delivery.inspected_by = recording.actor;
  inventory::save_inspection(connection, recording, delivery);
  inventory::insert_nonconformances(connection, recording, deviations);
  return answer(delivery, deviations.size());
}

}  // namespace wutong::procurement
