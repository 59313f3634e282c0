#include "procurement/app/generate/made_up_bids.h"

#include <algorithm>
#include <string>

#include "procurement/app/generate/made_up_lot.h"

namespace wutong::app {

using inventory::BidRow;
using pricing::Quantity;
using pricing::UnitPrice;

namespace {

constexpr std::int64_t items_without_bid_permille = 10;

std::size_t number_of_bids(SeededRandom& random) {
  const std::int64_t drawn = random.below(100);
  return drawn < 16 ? 1 : drawn < 46 ? 2 : drawn < 74 ? 3 : drawn < 90 ? 4 : 5;
}

/// `count` different ones, or all when there are fewer.
std::vector<std::size_t> choose_suppliers(const std::vector<std::size_t>& dealers,
                                          std::size_t count, SeededRandom& random) {
  if (dealers.size() <= count) {
    return dealers;
  }
  std::vector<std::size_t> chosen;
  while (chosen.size() < count) {
    const std::size_t supplier =
        dealers[static_cast<std::size_t>(random.below(std::ssize(dealers)))];
    if (std::find(chosen.begin(), chosen.end(), supplier) == chosen.end()) {
      chosen.push_back(supplier);
    }
  }
  return chosen;
}

UnitPrice bid_price(UnitPrice list_price, const std::vector<BidRow>& earlier,
                    SeededRandom& random) {
  if (!earlier.empty() && random.happens(50)) {
    return earlier.back().pack_price;  // a tie for the award rule to break
  }
  const int places = price_places(list_price, random);
  const bool is_above_list = random.happens(35);
  const std::int64_t permille =
      is_above_list ? random.between(1010, 1080) : random.between(720, 1000);
  return scaled_price(list_price, permille, places);
}

/// A sole bidder is nearly always able to bring all.
std::optional<Quantity> capacity(std::int64_t packs_needed, bool is_sole, SeededRandom& random) {
  if (random.happens(is_sole ? 40 : 150)) {
    return Quantity(std::max<std::int64_t>(1, packs_needed * random.between(20, 80) / 100));
  }
  if (random.happens(450)) {
    return Quantity(packs_needed * random.between(100, 300) / 100 + 10);
  }
  return std::nullopt;
}

std::optional<Quantity> minimum_order(std::int64_t packs_needed,
                                      const std::optional<Quantity>& capacity_packs,
                                      SeededRandom& random) {
  if (capacity_packs && random.happens(8)) {
    return *capacity_packs + Quantity(random.between(1, 20));  // a slip of the pen: refused
  }
  if (!random.happens(250)) {
    return std::nullopt;
  }
  // One in ten wants to sell a little more than is needed.
  const std::int64_t packs = random.happens(100) ? packs_needed * random.between(101, 115) / 100
                                                 : random.between(0, packs_needed / 4);
  const std::int64_t most = capacity_packs ? capacity_packs->units() : packs;
  return Quantity(std::min(std::max<std::int64_t>(1, packs), std::max<std::int64_t>(1, most)));
}

std::string text_of(const std::optional<Quantity>& packs) {
  return packs ? packs->to_string() : std::string();
}

}  // namespace

std::vector<BidRow> make_bids(const MadeUpCounty& county, std::size_t item,
                              std::int64_t packs_needed) {
  SeededRandom random = county.random(Purpose::bids, item);
  std::vector<BidRow> bids;
  if (random.happens(items_without_bid_permille)) {
    return bids;
  }
  const auto& dealers = county.suppliers.dealing_in(county.items.seed_of(item).record.kind);
  const auto bidders = choose_suppliers(dealers, number_of_bids(random), random);
  for (const std::size_t supplier : bidders) {
    BidRow bid;
    bid.supplier = static_cast<std::uint32_t>(supplier);
    bid.item = static_cast<std::uint32_t>(item);
    bid.pack_price = bid_price(county.items.list_price_of(item), bids, random);
    bid.capacity_packs = capacity(packs_needed, bidders.size() == 1, random);
    bid.min_order_packs = minimum_order(packs_needed, bid.capacity_packs, random);
    if (!random.happens(100)) {
      bid.lead_time_days = random.between(1, 7);
    }
    bids.push_back(bid);
  }
  return bids;
}

void write_bids(const MadeUpCounty& county, const std::vector<BidRow>& bids, CountyTable& table) {
  for (const BidRow& bid : bids) {
    table.row({county.suppliers.record_of(bid.supplier).code, county.items.code_of(bid.item),
               bid.pack_price.to_string(), text_of(bid.capacity_packs),
               text_of(bid.min_order_packs),
               bid.lead_time_days ? std::to_string(*bid.lead_time_days) : std::string()});
  }
}

void write_bid_tiers(const MadeUpCounty& county, const std::vector<BidRow>& bids,
                     std::int64_t packs_needed, CountyTable& table) {
  if (bids.empty()) {
    return;
  }
  SeededRandom random = county.random(Purpose::bid_tiers, bids.front().item);
  for (const BidRow& bid : bids) {
    if (!random.happens(120)) {
      continue;
    }
    std::int64_t from_packs =
        std::max<std::int64_t>(2, packs_needed * random.between(30, 60) / 100);
    std::int64_t permille = 1000;
    for (std::int64_t tiers = random.between(1, 3); tiers > 0; --tiers) {
      permille -= random.between(15, 40);
      table.row({county.suppliers.record_of(bid.supplier).code, county.items.code_of(bid.item),
                 std::to_string(from_packs),
                 scaled_price(bid.pack_price, permille, bid.pack_price.places()).to_string()});
      from_packs = from_packs * 2 + random.between(1, 10);
    }
  }
}

}  // namespace wutong::app
