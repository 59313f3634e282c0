#include "procurement/purchase/receiving/ship_directly.h"

#include <algorithm>
#include <map>

#include "inventory/database/bulk_insert.h"
#include "inventory/ledgers/shipment_ledger.h"
#include "inventory/ledgers/supply_ledger.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/requisition_table.h"
#include "pricing/rounding.h"

namespace wutong::procurement {

using inventory::CycleRef;
using inventory::FacilityQuantity;
using inventory::Shipment;
using inventory::ShipmentLine;
using pricing::Quantity;

namespace {

const inventory::PurchaseOrderLine& line_of(const inventory::PurchaseOrder& order,
                                            std::int64_t item_id) {
  return *std::find_if(order.lines.begin(), order.lines.end(),
                       [&](const auto& line) { return line.item_id == item_id; });
}

std::vector<ShipmentLine> shipped_lines(std::int64_t facility_id,
                                        const inventory::PurchaseOrder& order,
                                        const inventory::Receipt& receipt) {
  std::vector<ShipmentLine> lines;
  for (const auto& received : receipt.lines) {
    const auto& ordered = line_of(order, received.item_id);
    lines.push_back({facility_id, received.item_id, received.lot_id, received.quantity,
                     pricing::amount_of(ordered.pack_price, received.quantity, ordered.pack_size,
                                        pricing::Rounding::half_up)});
  }
  return lines;
}

/// What the shipment gives to whom, and what is left of it: by item.
struct DirectSupply {
  std::vector<FacilityQuantity> allocated;
  std::map<std::int64_t, Quantity> surplus;
};

DirectSupply decide_supply(const std::vector<FacilityQuantity>& outstanding,
                           std::int64_t facility_id, const std::vector<ShipmentLine>& lines) {
  DirectSupply supply;
  for (const ShipmentLine& line : lines) supply.surplus[line.item_id] += line.quantity;
  for (const FacilityQuantity& asked : outstanding) {  // emergencies before regular ones
    if (asked.facility_id != facility_id) continue;
    const auto left = supply.surplus.find(asked.item_id);
    if (left == supply.surplus.end()) continue;
    const Quantity share = std::min(left->second, asked.quantity);
    if (share.is_zero()) continue;
    supply.allocated.push_back({asked.item_id, asked.kind, facility_id, share});
    left->second -= share;
  }
  std::erase_if(supply.surplus, [](const auto& one) { return one.second.is_zero(); });
  return supply;
}

void save_surplus(inventory::Connection& connection, const CycleRef& cycle,
                  const Shipment& shipment, const std::map<std::int64_t, Quantity>& surplus) {
  inventory::BulkInsert insert(connection,
                               "shipment_surplus (county_id, shipment_id, cycle_id, facility_id,"
                               " item_id, quantity)");
  for (const auto& [item_id, quantity] : surplus) {
    insert.row(cycle.county_id, shipment.shipment_id, cycle.cycle_id, shipment.facility_id, item_id,
               quantity);
  }
  insert.finish();
}

std::int64_t shipments_of(inventory::Connection& connection, const CycleRef& cycle,
                          std::int64_t facility_id) {
  for (const auto& [facility, count] : inventory::count_shipments(connection, cycle)) {
    if (facility == facility_id) return count;
  }
  return 0;
}

}  // namespace

std::int64_t ship_directly(inventory::Connection& connection, const inventory::Recording& recording,
                           const inventory::Cycle& cycle, std::int64_t facility_id,
                           const inventory::PurchaseOrder& order,
                           const inventory::Receipt& receipt) {
  const CycleRef ref{recording.county_id, cycle.cycle_id};
  std::vector<ShipmentLine> lines = shipped_lines(facility_id, order, receipt);
  const DirectSupply supply =
      decide_supply(inventory::load_outstanding(connection, ref), facility_id, lines);
  std::vector<Shipment> shipments = inventory::group_shipments(lines);
  Shipment& shipment = shipments.front();
  const auto codes =
      inventory::load_codes(connection, recording.county_id, inventory::Noun::facility);
  shipment.shipment_no =
      inventory::daily_shipment_no(cycle.parameters.period, codes.at(facility_id),
                                   shipments_of(connection, ref, facility_id) + 1);

  inventory::record_shipments(connection, ref, shipments, lines);
  inventory::add_to_allocations(connection, ref, supply.allocated);
  save_surplus(connection, ref, shipment, supply.surplus);
  std::vector<inventory::SuppliedQuantity> supplies;
  for (const FacilityQuantity& one : supply.allocated) {
    supplies.push_back({one.item_id, one.kind, facility_id, one.quantity, shipment.shipment_id});
  }
  inventory::supply_requisitions(connection, recording, supplies);
  return shipment.shipment_id;
}

}  // namespace wutong::procurement
