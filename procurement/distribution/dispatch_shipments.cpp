#include "procurement/distribution/dispatch_shipments.h"

#include <string>
#include <vector>

#include "inventory/answer.h"
#include "inventory/ledgers/shipment_ledger.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/requisition_table.h"
#include "procurement/distribution/pick_shipment_lines.h"

namespace wutong::procurement {

using inventory::CycleRef;
using inventory::FacilityQuantity;
using inventory::LotBalance;
using inventory::Shipment;
using inventory::ShipmentLine;
using pricing::Money;
using pricing::Quantity;

namespace {

std::string answer(const std::vector<Shipment>& shipments, const std::vector<ShipmentLine>& lines) {
  Quantity quantity;
  Money amount;
  for (const ShipmentLine& line : lines) {
    quantity += line.quantity;
    amount += line.amount;
  }
  return inventory::answer_of({{"shipments", static_cast<std::int64_t>(shipments.size())},
                               {"lines", static_cast<std::int64_t>(lines.size())},
                               {"quantity", quantity.units()},
                               {"amount_fen", amount.fen()}});
}

}  // namespace

std::string dispatch_shipments(inventory::Connection& connection, const CycleRef& cycle,
                               unsigned threads) {
  const inventory::Cycle locked = inventory::lock_cycle(connection, cycle);
  inventory::require_state(locked, inventory::CycleState::allocated);
  const inventory::CycleParameters& parameters = locked.parameters;
  const std::int64_t centre_id = inventory::load_centre_id(connection, cycle.county_id);
  const auto facility_codes =
      inventory::load_codes(connection, cycle.county_id, inventory::Noun::facility);
  const std::vector<LotBalance> lots =
      load_usable_lots(connection, cycle.county_id, centre_id, parameters.first_usable_expiry());
  std::vector<FacilityQuantity> allocations = inventory::load_allocations(connection, cycle);

  std::vector<ShipmentLine> lines = pick_shipment_lines(allocations, lots, facility_codes, threads);
  std::vector<Shipment> shipments = inventory::group_shipments(lines);
  for (Shipment& shipment : shipments) {
    shipment.shipment_no =
        "SH-" + parameters.period + "-" + facility_codes.at(shipment.facility_id);
  }

  inventory::record_shipments(connection, cycle, shipments, lines);
  inventory::advance_cycle(connection, cycle.county_id, locked, inventory::CycleAction::ship);
  return answer(shipments, lines);
}

}  // namespace wutong::procurement
