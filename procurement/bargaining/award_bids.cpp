#include "procurement/bargaining/award_bids.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "inventory/answer.h"
#include "inventory/in_parallel.h"
#include "inventory/tables/award_table.h"
#include "inventory/tables/item_need_table.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/requisition_table.h"
#include "procurement/award_rules/award_lowest_price.h"

namespace wutong::procurement {

using inventory::CycleRef;
using pricing::Quantity;

namespace {

/// An item that was requested, with the bids that compete for it.
struct Competition {
  inventory::ItemNeed need;
  std::vector<StandingBid> bids;
  std::vector<AwardedBid> awarded;
};

std::unordered_map<std::int64_t, std::vector<StandingBid>> load_standing_bids(
    inventory::Connection& connection, const CycleRef& cycle,
    const inventory::CodesById& supplier_codes) {
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT item_id, supplier_id, pack_price, pack_price_places, capacity_packs,"
      " COALESCE(min_order_packs, 0) FROM bid WHERE county_id = {} AND cycle_id = {} AND"
      " refusal IS NULL ORDER BY item_id, supplier_id",
      cycle.county_id, cycle.cycle_id));
  std::unordered_map<std::int64_t, std::vector<StandingBid>> bids;
  while (rows.next()) {
    const std::int64_t supplier_id = rows.integer(2);
    bids[rows.integer(1)].push_back({supplier_id, supplier_codes.at(supplier_id), rows.price(3, 4),
                                     rows.optional_quantity(5), rows.quantity(6)});
  }
  return bids;
}

inventory::ItemNeed need_of(const inventory::ItemQuantity& requested, Quantity in_stock,
                            Quantity pack_size) {
  const Quantity missing =
      requested.quantity > in_stock ? requested.quantity - in_stock : Quantity(0);
  return {requested.item_id,
          requested.quantity,
          in_stock,
          pack_size,
          pricing::packs_covering(missing, pack_size),
          0,
          Quantity(0)};
}

std::vector<Competition> load_competitions(inventory::Connection& connection, const CycleRef& cycle,
                                           const inventory::CycleParameters& parameters,
                                           const inventory::CodesById& supplier_codes) {
  const auto usable =
      inventory::load_usable_stock(connection, cycle.county_id, parameters.first_usable_expiry());
  const auto pack_sizes = inventory::load_pack_sizes(connection, cycle.county_id);
  auto bids = load_standing_bids(connection, cycle, supplier_codes);
  std::vector<Competition> competitions;
  for (const auto& requested : inventory::load_requested_by_item(connection, cycle)) {
    const auto stock = usable.find(requested.item_id);
    const Quantity in_stock = stock == usable.end() ? Quantity(0) : stock->second;
    Competition competition{need_of(requested, in_stock, pack_sizes.at(requested.item_id)),
                            std::move(bids[requested.item_id]),
                            {}};
    competition.need.standing_bids = static_cast<std::int64_t>(competition.bids.size());
    competitions.push_back(std::move(competition));
  }
  return competitions;
}

void decide_awards(std::vector<Competition>& competitions, unsigned threads) {
  inventory::in_parallel(competitions.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t index = begin; index < end; ++index) {
      Competition& competition = competitions[index];
      competition.awarded = award_lowest_price(competition.need.packs_needed, competition.bids);
      for (const AwardedBid& awarded : competition.awarded) {
        competition.need.packs_awarded += awarded.packs;
      }
    }
  });
}

std::vector<inventory::Award> awards_of(const std::vector<Competition>& competitions) {
  std::vector<inventory::Award> awards;
  for (const Competition& competition : competitions) {
    for (const AwardedBid& awarded : competition.awarded) {
      const StandingBid& bid = competition.bids[awarded.bid];
      awards.push_back({competition.need.item_id, bid.supplier_id, bid.pack_price, awarded.packs,
                        std::string(awarded.reason)});
    }
  }
  return awards;
}

}  // namespace

std::string award_bids(inventory::Connection& connection, const CycleRef& cycle, unsigned threads) {
  const inventory::Cycle locked = inventory::lock_cycle(connection, cycle);
  inventory::require_state(locked, inventory::CycleState::requested);
  const auto supplier_codes =
      inventory::load_codes(connection, cycle.county_id, inventory::Noun::supplier);
  std::vector<Competition> competitions =
      load_competitions(connection, cycle, locked.parameters, supplier_codes);

  decide_awards(competitions, threads);
  const std::vector<inventory::Award> awards = awards_of(competitions);
  std::vector<inventory::ItemNeed> needs;
  for (const Competition& competition : competitions) needs.push_back(competition.need);

  inventory::save_item_needs(connection, cycle, needs);
  inventory::save_awards(connection, cycle, awards);
  inventory::advance_cycle(connection, cycle.county_id, locked, inventory::CycleAction::award);
  const auto uncovered = std::count_if(needs.begin(), needs.end(), [](const auto& need) {
    return need.packs_awarded < need.packs_needed;
  });
  return inventory::answer_of({{"items", static_cast<std::int64_t>(needs.size())},
                               {"awards", static_cast<std::int64_t>(awards.size())},
                               {"uncovered", static_cast<std::int64_t>(uncovered)}});
}

}  // namespace wutong::procurement
