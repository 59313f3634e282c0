#include "procurement/purchase/orders/change_order.h"

#include <algorithm>
#include <unordered_map>

#include "inventory/tables/master_tables.h"
#include "pricing/rounding.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Agreement;
using inventory::DailyOrder;
using inventory::PurchaseOrderLine;
using pricing::Quantity;

namespace {

/// What the agreements of the order's lines allow, by line.
std::vector<LineLimits> load_limits(inventory::Connection& connection,
                                    const inventory::Recording& recording,
                                    const DailyOrder& order) {
  std::vector<std::int64_t> items;
  std::vector<std::int64_t> agreement_ids;
  for (const inventory::OrderLineDetail& line : order.line_details) {
    items.push_back(line.item_id);
    agreement_ids.push_back(line.agreement_id);
  }
  std::unordered_map<std::int64_t, Agreement> agreements;
  for (Agreement& one : inventory::load_agreements_of_items(connection, recording.county_id, items,
                                                            recording.today, recording.today)) {
    const std::int64_t agreement_id = one.agreement_id;
    agreements.emplace(agreement_id, std::move(one));
  }
  auto uses = inventory::load_agreement_uses(connection, recording.county_id, agreement_ids);
  // Declined packs do not count as used any more.
  const bool counts = order.order.state != to_string(inventory::OrderState::declined);
  std::vector<LineLimits> limits;
  for (std::size_t index = 0; index < order.line_details.size(); ++index) {
    const auto found = agreements.find(order.line_details[index].agreement_id);
    if (found == agreements.end()) {
      limits.push_back({});
      continue;
    }
    const Agreement& agreement = found->second;
    LineLimits of_line{true, agreement.multiple_packs, agreement.min_order_packs, std::nullopt};
    if (agreement.maximum_packs) {
      const Quantity own = counts ? order.order.lines[index].packs : Quantity(0);
      of_line.most = *agreement.maximum_packs - uses[agreement.agreement_id].ordered_packs + own;
    }
    limits.push_back(of_line);
  }
  return limits;
}

/// The packs of every line as they shall be, in the order of the lines.
std::vector<Quantity> decide_packs(const DailyOrder& order, const std::vector<ChangedLine>& changes,
                                   const inventory::CodesById& codes) {
  std::vector<Quantity> packs;
  std::unordered_map<std::string, std::size_t> place_of;
  for (const PurchaseOrderLine& line : order.order.lines) {
    place_of.emplace(codes.at(line.item_id), packs.size());
    packs.push_back(line.packs);
  }
  for (const ChangedLine& change : changes) {
    const auto found = place_of.find(change.item_code);
    if (found == place_of.end()) {
      throw Refused(Refusal::order_line_unknown, {order.order.order_no, change.item_code});
    }
    packs[found->second] = change.packs;
  }
  return packs;
}

void check_change(const DailyOrder& order, const std::vector<Quantity>& packs,
                  const std::vector<LineLimits>& limits, const inventory::CodesById& codes) {
  bool changes = false;
  bool has_lines = false;
  for (std::size_t index = 0; index < packs.size(); ++index) {
    const PurchaseOrderLine& line = order.order.lines[index];
    changes = changes || packs[index] != line.packs;
    has_lines = has_lines || !packs[index].is_zero();
    if (packs[index].is_zero() || packs[index] == line.packs) continue;
    check_packs(codes.at(line.item_id), line, packs[index], limits[index],
                std::to_string(order.line_details[index].agreement_id));
  }
  if (!changes) throw Refused(Refusal::order_change_is_none, {order.order.order_no});
  if (!has_lines) throw Refused(Refusal::order_without_lines, {order.order.order_no});
}

/// Prices stay; amounts follow rule 4, one rounding a line.
void put_packs(DailyOrder& order, const std::vector<Quantity>& packs) {
  std::vector<PurchaseOrderLine> lines;
  std::vector<inventory::OrderLineDetail> details;
  pricing::Money amount;
  for (std::size_t index = 0; index < packs.size(); ++index) {
    if (packs[index].is_zero()) continue;
    PurchaseOrderLine line = order.order.lines[index];
    line.packs = packs[index];
    line.amount =
        pricing::amount_of(line.pack_price, line.packs, Quantity(1), pricing::Rounding::half_up);
    amount += line.amount;
    lines.push_back(line);
    details.push_back(order.line_details[index]);
  }
  order.order.lines = std::move(lines);
  order.order.amount = amount;
  order.line_details = std::move(details);
}

}  // namespace

void check_packs(const std::string& item_code, const PurchaseOrderLine& line, Quantity packs,
                 const LineLimits& limits, const std::string& agreement) {
  if (!limits.is_in_force) {
    if (packs < line.packs) return;
    throw Refused(Refusal::agreement_ended, {agreement, "-"});
  }
  if (packs.units() % limits.multiple.units() != 0) {
    throw Refused(Refusal::packs_not_a_multiple,
                  {item_code, packs.to_string(), limits.multiple.to_string()});
  }
  if (packs < limits.minimum) {
    throw Refused(Refusal::packs_below_minimum,
                  {item_code, packs.to_string(), limits.minimum.to_string()});
  }
  if (limits.most && packs > *limits.most) {
    throw Refused(Refusal::packs_above_maximum,
                  {item_code, packs.to_string(), limits.most->to_string()});
  }
}

std::string change_order(inventory::Connection& connection, const inventory::Recording& recording,
                         const ChangeOrder& input) {
  auto order = lock_seen(connection, recording.county_id, input.seen);
  check_step(order, inventory::OrderAction::change);
  require_text(order, "reason", input.reason);
  const auto codes = inventory::load_codes(connection, recording.county_id, inventory::Noun::item);
  const std::vector<Quantity> packs = decide_packs(order, input.lines, codes);
  check_change(order, packs, load_limits(connection, recording, order), codes);

  put_packs(order, packs);
  take_step(order, inventory::OrderAction::change);
  order.detail.expected_on.reset();
  order.detail.answered_at.clear();
  inventory::replace_order_lines(connection, recording.county_id, order);
  return save_taken_step(connection, recording, order,
                         {inventory::OrderAction::change, "", input.reason});
}

}  // namespace wutong::procurement
