#include <utility>

#include "procurement/app/county_folder/folder_reading.h"

namespace wutong::app {

using inventory::BidRow;
using inventory::BidTierRow;
using procurement::Refusal;

namespace {

/// The supplier and the item of a row, as far as they could be read.
struct PairDraft {
  std::optional<std::uint32_t> supplier;
  std::optional<std::uint32_t> item;
  bool is_known() const { return supplier && item; }
  std::uint64_t key() const { return pack(*supplier, *item); }
};

std::string shown_pair(const TableRow& row) {
  return std::string(row.text("supplier_code")) + " / " + std::string(row.text("item_code"));
}

}  // namespace

void read_bids(FolderReading& reading) {
  BidRow bid;
  PairDraft pair;
  const TableFile table{
      "bids.csv",
      Need::required,
      {
          {"supplier_code", Presence::filled, reference_into(pair.supplier, reading.suppliers)},
          {"item_code", Presence::filled, reference_into(pair.item, reading.items)},
          {"pack_price", Presence::filled, price_into(bid.pack_price, bid_prices)},
          {"capacity_packs", Presence::optional, quantity_into(bid.capacity_packs, any_packs)},
          {"min_order_packs", Presence::optional, quantity_into(bid.min_order_packs, any_packs)},
          {"lead_time_days", Presence::optional, days_into(bid.lead_time_days)},
      },
      [&](TableRow& row) {
        if (!pair.is_known()) {
          reading.are_bids_judged = false;
        } else if (!reading.bid_keys.insert(pair.key())) {
          row.report("supplier_code, item_code", Refusal::duplicate_key, shown_pair(row));
        }
        bid.row = row.number();
        bid.supplier = pair.supplier.value_or(0);
        bid.item = pair.item.value_or(0);
        reading.keep(reading.found.bids, std::exchange(bid, {}));
        pair = {};
      }};
  if (read_table(reading.input, table) == TableOutcome::broken) {
    reading.are_bids_judged = false;
  }
}

void read_bid_tiers(FolderReading& reading) {
  BidTierRow tier;
  PairDraft pair;
  std::optional<pricing::Quantity> from_packs;
  PackedKeys keys;
  const TableFile table{
      "bid_tiers.csv",
      Need::optional,
      {
          {"supplier_code", Presence::filled, reference_into(pair.supplier, reading.suppliers)},
          {"item_code", Presence::filled, reference_into(pair.item, reading.items)},
          {"from_packs", Presence::filled, quantity_into(from_packs, some_packs)},
          {"pack_price", Presence::filled, price_into(tier.pack_price, bid_prices)},
      },
      [&](TableRow& row) {
        if (pair.is_known() && reading.are_bids_judged && !reading.bid_keys.contains(pair.key())) {
          row.report("item_code", Refusal::unknown_code, shown_pair(row), "bids.csv");
        }
        if (pair.is_known() && from_packs &&
            !keys.insert({pair.key(), static_cast<std::uint64_t>(from_packs->units())})) {
          row.report("supplier_code, item_code, from_packs", Refusal::duplicate_key,
                     shown_pair(row) + " / " + from_packs->to_string());
        }
        tier.row = row.number();
        tier.supplier = pair.supplier.value_or(0);
        tier.item = pair.item.value_or(0);
        tier.from_packs = from_packs.value_or(pricing::Quantity{});
        reading.keep(reading.found.bid_tiers, std::exchange(tier, {}));
        pair = {};
        from_packs.reset();
      }};
  read_table(reading.input, table);
}

}  // namespace wutong::app
