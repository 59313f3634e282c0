#include "procurement/distribution/dispatch_shipments.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "inventory/answer.h"
#include "inventory/database/bulk_insert.h"
#include "inventory/identifier.h"
#include "inventory/in_parallel.h"
#include "inventory/ledgers/money_ledger.h"
#include "inventory/ledgers/stock_ledger.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/requisition_table.h"
#include "procurement/distribution/pick_lots.h"

namespace wutong::procurement {

using inventory::CycleRef;
using inventory::FacilityQuantity;
using inventory::LotBalance;
using pricing::Money;
using pricing::Quantity;

namespace {

struct ShipmentLine {
  std::int64_t facility_id{};
  std::int64_t item_id{};
  std::int64_t lot_id{};
  Quantity quantity;
  Money amount;
};

/// A facility's lines: a range of all lines.
struct Shipment {
  std::int64_t shipment_id{};
  std::int64_t facility_id{};
  std::string shipment_no;
  Money amount;
  std::size_t begin{};
  std::size_t end{};
};

/// An item's allocations and lots, and the lines decided from them.
struct ItemPicking {
  std::span<FacilityQuantity> allocations;
  std::span<const LotBalance> lots;
  std::vector<ShipmentLine> lines;
};

/// The usable lots of the centre, by item and then first expiry first out.
std::vector<LotBalance> load_usable_lots(inventory::Connection& connection, std::int64_t county_id,
                                         std::int64_t centre_id,
                                         inventory::Date first_usable_expiry) {
  std::vector<LotBalance> lots = inventory::load_lot_balances(connection, county_id, centre_id);
  std::erase_if(lots, [&](const LotBalance& balance) {
    return balance.lot.expires_on < first_usable_expiry;
  });
  return lots;
}

std::unordered_map<std::int64_t, std::span<const LotBalance>> lots_by_item(
    const std::vector<LotBalance>& lots) {
  std::unordered_map<std::int64_t, std::span<const LotBalance>> by_item;
  for (std::size_t begin = 0; begin < lots.size();) {
    std::size_t end = begin;
    while (end < lots.size() && lots[end].lot.item_id == lots[begin].lot.item_id) ++end;
    by_item.emplace(lots[begin].lot.item_id, std::span(lots).subspan(begin, end - begin));
    begin = end;
  }
  return by_item;
}

std::vector<ItemPicking> pickings_of(std::vector<FacilityQuantity>& allocations,
                                     const std::vector<LotBalance>& lots) {
  const auto lots_of = lots_by_item(lots);
  std::vector<ItemPicking> pickings;
  for (const std::span<FacilityQuantity> item : inventory::by_item(allocations)) {
    const auto found = lots_of.find(item.front().item_id);
    pickings.push_back(
        {item, found == lots_of.end() ? std::span<const LotBalance>() : found->second, {}});
  }
  return pickings;
}

void decide_picking(ItemPicking& picking, const inventory::CodesById& facility_codes) {
  inventory::sort_as_served(picking.allocations, facility_codes);
  for (const PickedLot& picked : pick_lots(picking.allocations, picking.lots)) {
    const inventory::Lot& lot = picking.lots[picked.lot].lot;
    picking.lines.push_back({picked.facility_id, lot.item_id, lot.lot_id, picked.quantity,
                             lot.cost_of(picked.quantity)});
  }
}

/// All lines, by facility, item and lot: the order of the shipments' rows.
std::vector<ShipmentLine> gather_lines(std::vector<ItemPicking>& pickings) {
  std::vector<ShipmentLine> lines;
  for (ItemPicking& picking : pickings) {
    lines.insert(lines.end(), picking.lines.begin(), picking.lines.end());
    picking.lines = {};
  }
  std::sort(lines.begin(), lines.end(), [](const ShipmentLine& a, const ShipmentLine& b) {
    return std::tie(a.facility_id, a.item_id, a.lot_id) <
           std::tie(b.facility_id, b.item_id, b.lot_id);
  });
  return lines;
}

std::vector<Shipment> decide_shipments(const std::vector<ShipmentLine>& lines,
                                       const std::string& period,
                                       const inventory::CodesById& facility_codes) {
  std::vector<Shipment> shipments;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    const std::int64_t facility_id = lines[index].facility_id;
    if (shipments.empty() || shipments.back().facility_id != facility_id) {
      shipments.push_back({inventory::IdentifierSource::shared().next(), facility_id,
                           "SH-" + period + "-" + facility_codes.at(facility_id), Money(), index,
                           index});
    }
    shipments.back().end = index + 1;
    shipments.back().amount += lines[index].amount;
  }
  return shipments;
}

void save_shipments(inventory::Connection& connection, const CycleRef& cycle,
                    const std::vector<Shipment>& shipments,
                    const std::vector<ShipmentLine>& lines) {
  inventory::BulkInsert heads(
      connection,
      "shipment (county_id, shipment_id, cycle_id, shipment_no, facility_id,"
      " amount)");
  inventory::BulkInsert rows(
      connection, "shipment_line (county_id, shipment_id, item_id, lot_id, quantity, amount)");
  for (const Shipment& shipment : shipments) {
    heads.row(cycle.county_id, shipment.shipment_id, cycle.cycle_id, shipment.shipment_no,
              shipment.facility_id, shipment.amount);
    for (std::size_t index = shipment.begin; index < shipment.end; ++index) {
      const ShipmentLine& line = lines[index];
      rows.row(cycle.county_id, shipment.shipment_id, line.item_id, line.lot_id, line.quantity,
               line.amount);
    }
  }
  heads.finish();
  rows.finish();
}

std::vector<inventory::StockMovement> movements_of(const std::vector<Shipment>& shipments,
                                                   const std::vector<ShipmentLine>& lines,
                                                   std::int64_t centre_id) {
  std::vector<inventory::StockMovement> movements;
  movements.reserve(lines.size());
  for (const Shipment& shipment : shipments) {
    for (std::size_t index = shipment.begin; index < shipment.end; ++index) {
      movements.push_back({shipment.shipment_id, lines[index].lot_id, centre_id,
                           shipment.facility_id, lines[index].quantity.units()});
    }
  }
  return movements;
}

/// One entry a shipment, in the order of the shipments' numbers: what the facility owes against the
/// goods of each item.
void post_shipments(inventory::Connection& connection, const CycleRef& cycle,
                    const std::vector<Shipment>& shipments,
                    const std::vector<ShipmentLine>& lines) {
  using inventory::Account;
  std::vector<const Shipment*> by_number;
  for (const Shipment& shipment : shipments) by_number.push_back(&shipment);
  std::sort(by_number.begin(), by_number.end(),
            [](const Shipment* a, const Shipment* b) { return a->shipment_no < b->shipment_no; });
  inventory::MoneyLedger ledger(connection, cycle.county_id, cycle.cycle_id);
  std::vector<inventory::PostingLine> posting;
  for (const Shipment* shipment : by_number) {
    posting.assign(1, {Account::receivables, shipment->facility_id, shipment->amount});
    for (std::size_t index = shipment->begin; index < shipment->end; ++index) {
      const ShipmentLine& line = lines[index];
      const inventory::PostingLine& last = posting.back();
      if (last.account == Account::inventory && last.party_id == line.item_id) {
        posting.back().amount -= line.amount;
      } else {
        posting.push_back({Account::inventory, line.item_id, -line.amount});
      }
    }
    ledger.enter("shipment", shipment->shipment_no, posting);
  }
  ledger.finish();
}

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

  std::vector<ItemPicking> pickings = pickings_of(allocations, lots);
  inventory::in_parallel(pickings.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t index = begin; index < end; ++index) {
      decide_picking(pickings[index], facility_codes);
    }
  });
  const std::vector<ShipmentLine> lines = gather_lines(pickings);
  const std::vector<Shipment> shipments =
      decide_shipments(lines, parameters.period, facility_codes);

  save_shipments(connection, cycle, shipments, lines);
  inventory::post_movements(connection, cycle.county_id, movements_of(shipments, lines, centre_id));
  post_shipments(connection, cycle, shipments, lines);
  inventory::advance_cycle(connection, cycle.county_id, locked, inventory::CycleAction::ship);
  return answer(shipments, lines);
}

}  // namespace wutong::procurement
