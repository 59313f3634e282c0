#include "procurement/distribution/dispatch_to_members.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "inventory/answer.h"
#include "inventory/ledgers/shipment_ledger.h"
#include "inventory/ledgers/supply_ledger.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/trading_cycle.h"
#include "procurement/distribution/fair_shares.h"
#include "procurement/distribution/pick_shipment_lines.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Cycle;
using inventory::CycleRef;
using inventory::FacilityQuantity;
using inventory::LotBalance;
using inventory::Shipment;
using inventory::ShipmentLine;
using pricing::Quantity;

namespace {

Cycle lock_period(inventory::Connection& connection, std::int64_t county_id,
                  const std::string& period) {
  auto cycle = inventory::lock_trading_cycle(connection, county_id);
  const bool is_meant = cycle && (period.empty() || period == cycle->parameters.period);
  if (!is_meant) throw Refused(Refusal::period_not_open, {period});
  return std::move(*cycle);
}

std::unordered_map<std::int64_t, Quantity> sums_by_item(const std::vector<LotBalance>& lots) {
  std::unordered_map<std::int64_t, Quantity> sums;
  for (const LotBalance& balance : lots) sums[balance.lot.item_id] += balance.quantity;
  return sums;
}

void keep_only(std::vector<std::int64_t> facility_ids, std::vector<FacilityQuantity>& allocations,
               std::vector<ShipmentLine>& lines) {
  std::erase_if(allocations, [](const auto& one) { return one.quantity.is_zero(); });
  if (facility_ids.empty()) return;
  const std::unordered_set<std::int64_t> wanted(facility_ids.begin(), facility_ids.end());
  const auto is_of_others = [&](const auto& one) { return !wanted.contains(one.facility_id); };
  std::erase_if(allocations, is_of_others);
  std::erase_if(lines, is_of_others);
}

void number_shipments(inventory::Connection& connection, const CycleRef& cycle,
                      const std::string& period, const inventory::CodesById& facility_codes,
                      std::vector<Shipment>& shipments) {
  std::unordered_map<std::int64_t, std::int64_t> counts;
  for (const auto& [facility, count] : inventory::count_shipments(connection, cycle)) {
    counts.emplace(facility, count);
  }
  for (Shipment& shipment : shipments) {
    shipment.shipment_no = inventory::daily_shipment_no(
        period, facility_codes.at(shipment.facility_id), ++counts[shipment.facility_id]);
  }
}

/// Each allocation with the shipment that carries it.
std::vector<inventory::SuppliedQuantity> supplies_of(
    const std::vector<FacilityQuantity>& allocations, const std::vector<Shipment>& shipments) {
  std::unordered_map<std::int64_t, std::int64_t> shipment_of;
  for (const Shipment& one : shipments) shipment_of.emplace(one.facility_id, one.shipment_id);
  std::vector<inventory::SuppliedQuantity> supplies;
  for (const FacilityQuantity& one : allocations) {
    supplies.push_back(
        {one.item_id, one.kind, one.facility_id, one.quantity, shipment_of.at(one.facility_id)});
  }
  return supplies;
}

std::string answer(const std::vector<Shipment>& shipments, const std::vector<ShipmentLine>& lines,
                   std::int64_t fulfilled) {
  Quantity quantity;
  pricing::Money amount;
  for (const ShipmentLine& line : lines) {
    quantity += line.quantity;
    amount += line.amount;
  }
  return inventory::answer_of({{"shipments", static_cast<std::int64_t>(shipments.size())},
                               {"lines", static_cast<std::int64_t>(lines.size())},
                               {"quantity", quantity.units()},
                               {"amount_fen", amount.fen()},
                               {"fulfilled", fulfilled}});
}

}  // namespace

void share_stock(std::vector<FacilityQuantity>& outstanding,
                 const std::unordered_map<std::int64_t, Quantity>& available,
                 const inventory::CodesById& facility_codes) {
  for (const std::span<FacilityQuantity> item : inventory::by_item(outstanding)) {
    inventory::sort_as_served(item, facility_codes);
    const auto stock = available.find(item.front().item_id);
    const auto shares = fair_shares(stock == available.end() ? Quantity(0) : stock->second, item);
    for (std::size_t index = 0; index < shares.size(); ++index) {
      item[index].quantity = shares[index];
    }
  }
}

std::string dispatch_to_members(inventory::Connection& connection,
                                const inventory::Recording& recording,
                                const DispatchToMembers& input) {
  const std::int64_t county_id = recording.county_id;
  const Cycle cycle = lock_period(connection, county_id, input.period);
  const CycleRef ref{county_id, cycle.cycle_id};
  const auto facility_codes =
      inventory::load_codes(connection, county_id, inventory::Noun::facility);
  const auto lots = load_usable_lots(
      connection, county_id, inventory::load_centre_id(connection, county_id),
      recording.today + std::chrono::days(cycle.parameters.minimum_shelf_life_days));
  std::vector<FacilityQuantity> allocations = inventory::load_outstanding(connection, ref);

  share_stock(allocations, sums_by_item(lots), facility_codes);
  std::vector<ShipmentLine> lines = pick_shipment_lines(allocations, lots, facility_codes, 1);
  keep_only(input.facility_ids, allocations, lines);
  if (lines.empty()) throw Refused(Refusal::nothing_to_dispatch, {});
  std::vector<Shipment> shipments = inventory::group_shipments(lines);
  number_shipments(connection, ref, cycle.parameters.period, facility_codes, shipments);

  inventory::record_shipments(connection, ref, shipments, lines);
  inventory::add_to_allocations(connection, ref, allocations);
  const std::int64_t fulfilled =
      inventory::supply_requisitions(connection, recording, supplies_of(allocations, shipments));
  return answer(shipments, lines, fulfilled);
}

}  // namespace wutong::procurement
