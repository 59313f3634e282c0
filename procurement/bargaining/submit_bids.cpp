#include "procurement/bargaining/submit_bids.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "inventory/answer.h"
#include "inventory/database/bulk_insert.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/refused_row_table.h"
#include "procurement/bargaining/judge_bid.h"

namespace wutong::procurement {

using inventory::BidRow;
using inventory::BidTierRow;
using inventory::IdBook;

namespace {

struct JudgedBid {
  const BidRow* bid{};
  std::int64_t item_id{};
  std::int64_t supplier_id{};
  std::optional<BidRefusal> refusal;
};

template <typename Record>
std::unordered_map<std::int64_t, Record> by_id(std::vector<inventory::Stored<Record>> stored) {
  std::unordered_map<std::int64_t, Record> records;
  for (auto& one : stored) records.emplace(one.id, std::move(one.record));
  return records;
}

using BarsById = std::unordered_map<std::int64_t, inventory::OrderBar>;

BarsById load_bars(inventory::Connection& connection, std::int64_t county_id,
                   inventory::Date today) {
  BarsById bars;
  for (auto& bar : inventory::load_order_bars(connection, county_id, today, {},
                                              inventory::FileLicence::left_out)) {
    bars.emplace(bar.supplier_id, std::move(bar));
  }
  return bars;
}

std::vector<JudgedBid> decide_bids(inventory::Connection& connection, std::int64_t county_id,
                                   inventory::Date today, const IdBook& ids,
                                   const std::vector<BidRow>& bids) {
  const auto items = by_id(inventory::load_items(connection, county_id));
  const auto suppliers = by_id(inventory::load_suppliers(connection, county_id));
  const BarsById bars = load_bars(connection, county_id, today);
  std::vector<JudgedBid> judged;
  judged.reserve(bids.size());
  for (const BidRow& bid : bids) {
    const std::int64_t item_id = ids.items[bid.item];
    const std::int64_t supplier_id = ids.suppliers[bid.supplier];
    judged.push_back({&bid, item_id, supplier_id,
                      judge_bid(bid, items.at(item_id), suppliers.at(supplier_id), today)});
    const auto bar = bars.find(supplier_id);
    if (!judged.back().refusal && bar != bars.end()) {
      judged.back().refusal = refuse_barred(bar->second);
    }
  }
  std::sort(judged.begin(), judged.end(), [](const JudgedBid& a, const JudgedBid& b) {
    return std::tie(a.item_id, a.supplier_id) < std::tie(b.item_id, b.supplier_id);
  });
  return judged;
}

void save_bids(inventory::Connection& connection, const inventory::CycleRef& cycle,
               const std::vector<JudgedBid>& judged) {
  inventory::BulkInsert insert(
      connection,
      "bid (county_id, cycle_id, item_id, supplier_id, pack_price, pack_price_places,"
      " capacity_packs, min_order_packs, lead_time_days, refusal)");
  for (const JudgedBid& one : judged) {
    std::optional<std::string_view> refusal;
    if (one.refusal) refusal = wire_name(one.refusal->refusal);
    const BidRow& bid = *one.bid;
    insert.row(cycle.county_id, cycle.cycle_id, one.item_id, one.supplier_id, bid.pack_price,
               bid.pack_price.places(), bid.capacity_packs, bid.min_order_packs, bid.lead_time_days,
               refusal);
  }
  insert.finish();
}

void save_tiers(inventory::Connection& connection, const inventory::CycleRef& cycle,
                const IdBook& ids, const std::vector<BidTierRow>& tiers) {
  inventory::BulkInsert insert(connection,
                               "bid_tier (county_id, cycle_id, item_id, supplier_id, from_packs,"
                               " pack_price, pack_price_places)");
  for (const BidTierRow& tier : tiers) {
    insert.row(cycle.county_id, cycle.cycle_id, ids.items[tier.item], ids.suppliers[tier.supplier],
               tier.from_packs, tier.pack_price, tier.pack_price.places());
  }
  insert.finish();
}

}  // namespace

std::string submit_bids(inventory::Connection& connection, const inventory::CycleRef& cycle,
                        const inventory::CodeBook& codes, const std::vector<BidRow>& bids,
                        const std::vector<BidTierRow>& tiers) {
  const inventory::Cycle locked = inventory::lock_cycle(connection, cycle);
  inventory::require_state(locked, inventory::CycleState::opened);
  const IdBook ids = inventory::load_id_book(connection, cycle.county_id, codes);
  const std::vector<JudgedBid> judged =
      decide_bids(connection, cycle.county_id, locked.parameters.today, ids, bids);

  std::vector<inventory::RefusedRow> refused;
  for (const JudgedBid& one : judged) {
    if (!one.refusal) continue;
    refused.push_back({"bids.csv", one.bid->row, std::string(wire_name(one.refusal->refusal)),
                       one.refusal->detail});
  }
  save_bids(connection, cycle, judged);
  save_tiers(connection, cycle, ids, tiers);
  inventory::save_refused_rows(connection, cycle, refused);
  return inventory::answer_of({{"bids", static_cast<std::int64_t>(bids.size())},
                               {"refused", static_cast<std::int64_t>(refused.size())},
                               {"tiers", static_cast<std::int64_t>(tiers.size())}});
}

}  // namespace wutong::procurement
