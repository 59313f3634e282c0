#include "procurement/distribution/allocate_stock.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "inventory/answer.h"
#include "inventory/database/bulk_insert.h"
#include "inventory/in_parallel.h"
#include "inventory/tables/item_need_table.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/requisition_table.h"
#include "procurement/distribution/fair_shares.h"

namespace wutong::procurement {

using inventory::CycleRef;
using inventory::FacilityQuantity;
using pricing::Quantity;

namespace {

struct Shortage {
  std::int64_t item_id{};
  std::int64_t facility_id{};
  Quantity requested;
  Quantity supplied;
  std::string_view reason;
};

/// The requests of one item, what there is for them, and what was decided.
struct ItemRequests {
  std::span<FacilityQuantity> requests;
  Quantity available;
  std::string_view shortage_reason;
  std::vector<Shortage> shortages;

  std::int64_t item_id() const { return requests.front().item_id; }
};

/// The first reason that applies when an item is short.
std::string_view shortage_reason(const inventory::ItemNeed& need) {
  if (need.standing_bids == 0) return "no_bid";
  if (need.packs_awarded < need.packs_needed) return "capacity_short";
  return "delivery_short";
}

std::vector<ItemRequests> load_supply(inventory::Connection& connection, const CycleRef& cycle,
                                      inventory::Date first_usable_expiry,
                                      std::vector<FacilityQuantity>& lines) {
  const auto available =
      inventory::load_usable_stock(connection, cycle.county_id, first_usable_expiry);
  std::unordered_map<std::int64_t, std::string_view> reasons;
  for (const auto& need : inventory::load_item_needs(connection, cycle)) {
    reasons.emplace(need.item_id, shortage_reason(need));
  }
  std::vector<ItemRequests> items;
  for (const std::span<FacilityQuantity> requests : inventory::by_item(lines)) {
    const std::int64_t item_id = requests.front().item_id;
    const auto stock = available.find(item_id);
    items.push_back({requests,
                     stock == available.end() ? Quantity(0) : stock->second,
                     reasons.at(item_id),
                     {}});
  }
  return items;
}

/// Replaces every requested quantity by the allocated one, and notes what each facility is short
/// of, both kinds of its requests together.
void decide_item(ItemRequests& item, const inventory::CodesById& facility_codes) {
  inventory::sort_as_served(item.requests, facility_codes);
  const std::vector<Quantity> shares = fair_shares(item.available, item.requests);
  std::map<std::int64_t, Shortage> by_facility;
  for (std::size_t index = 0; index < shares.size(); ++index) {
    FacilityQuantity& request = item.requests[index];
    Shortage& sum =
        by_facility
            .try_emplace(
                request.facility_id,
                Shortage{item.item_id(), request.facility_id, {}, {}, item.shortage_reason})
            .first->second;
    sum.requested += request.quantity;
    sum.supplied += shares[index];
    request.quantity = shares[index];
  }
  for (const auto& [facility_id, sum] : by_facility) {
    if (sum.supplied < sum.requested) item.shortages.push_back(sum);
  }
}

void save_shortages(inventory::Connection& connection, const CycleRef& cycle,
                    const std::vector<ItemRequests>& items) {
  inventory::BulkInsert insert(
      connection,
      "shortage (county_id, cycle_id, item_id, facility_id, requested, supplied, reason)");
  for (const ItemRequests& item : items) {
    for (const Shortage& shortage : item.shortages) {
      insert.row(cycle.county_id, cycle.cycle_id, shortage.item_id, shortage.facility_id,
                 shortage.requested, shortage.supplied, shortage.reason);
    }
  }
  insert.finish();
}

std::string answer(const std::vector<FacilityQuantity>& allocations,
                   const std::vector<ItemRequests>& items) {
  Quantity quantity;
  std::int64_t shortages = 0;
  for (const FacilityQuantity& allocation : allocations) quantity += allocation.quantity;
  for (const ItemRequests& item : items) {
    shortages += static_cast<std::int64_t>(item.shortages.size());
  }
  return inventory::answer_of({{"requests", static_cast<std::int64_t>(allocations.size())},
                               {"shortages", shortages},
                               {"quantity", quantity.units()}});
}

}  // namespace

std::string allocate_stock(inventory::Connection& connection, const CycleRef& cycle,
                           unsigned threads) {
  const inventory::Cycle locked = inventory::lock_cycle(connection, cycle);
  inventory::require_state(locked, inventory::CycleState::received);
  std::vector<FacilityQuantity> lines = inventory::load_requests(connection, cycle);
  std::vector<ItemRequests> items =
      load_supply(connection, cycle, locked.parameters.first_usable_expiry(), lines);
  const auto facility_codes =
      inventory::load_codes(connection, cycle.county_id, inventory::Noun::facility);

  inventory::in_parallel(items.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t index = begin; index < end; ++index) decide_item(items[index], facility_codes);
  });

  inventory::save_allocations(connection, cycle, lines);
  save_shortages(connection, cycle, items);
  inventory::advance_cycle(connection, cycle.county_id, locked, inventory::CycleAction::allocate);
  return answer(lines, items);
}

}  // namespace wutong::procurement
