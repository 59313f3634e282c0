#include "procurement/distribution/pick_shipment_lines.h"

#include <span>
#include <unordered_map>

#include "inventory/in_parallel.h"
#include "procurement/distribution/pick_lots.h"

namespace wutong::procurement {

using inventory::FacilityQuantity;
using inventory::LotBalance;
using inventory::ShipmentLine;

namespace {

/// An item's allocations and lots, and the lines decided from them.
struct ItemPicking {
  std::span<FacilityQuantity> allocations;
  std::span<const LotBalance> lots;
  std::vector<ShipmentLine> lines;
};

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

}  // namespace

std::vector<LotBalance> load_usable_lots(inventory::Connection& connection, std::int64_t county_id,
                                         std::int64_t centre_id,
                                         inventory::Date first_usable_expiry) {
  std::vector<LotBalance> lots = inventory::load_lot_balances(connection, county_id, centre_id);
  std::erase_if(lots, [&](const LotBalance& balance) {
    return balance.lot.expires_on < first_usable_expiry;
  });
  return lots;
}

std::vector<ShipmentLine> pick_shipment_lines(std::vector<FacilityQuantity>& allocations,
                                              const std::vector<LotBalance>& lots,
                                              const inventory::CodesById& facility_codes,
                                              unsigned threads) {
  std::vector<ItemPicking> pickings = pickings_of(allocations, lots);
  inventory::in_parallel(pickings.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t index = begin; index < end; ++index) {
      decide_picking(pickings[index], facility_codes);
    }
  });
  std::vector<ShipmentLine> lines;
  for (ItemPicking& picking : pickings) {
    lines.insert(lines.end(), picking.lines.begin(), picking.lines.end());
    picking.lines = {};
  }
  return lines;
}

}  // namespace wutong::procurement
