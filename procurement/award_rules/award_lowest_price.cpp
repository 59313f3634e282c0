#include "procurement/award_rules/award_lowest_price.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace wutong::procurement {

using pricing::Quantity;

namespace {

Quantity capacity_of(const StandingBid& bid) {
  return bid.capacity_packs.value_or(Quantity(std::numeric_limits<std::int64_t>::max()));
}

bool comes_before(const StandingBid& a, const StandingBid& b) {
  if (a.pack_price != b.pack_price) return a.pack_price < b.pack_price;
  if (capacity_of(a) != capacity_of(b)) return capacity_of(a) > capacity_of(b);
  return a.supplier_code < b.supplier_code;
}

Quantity rounded_up(Quantity packs, Quantity multiple) {
  return pricing::packs_covering(packs, multiple) * multiple;
}

Quantity rounded_down(Quantity packs, Quantity multiple) {
  return Quantity(packs.units() - packs.units() % multiple.units());
}

}  // namespace

std::vector<std::size_t> lowest_price_order(std::span<const StandingBid> bids) {
  std::vector<std::size_t> order(bids.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return comes_before(bids[a], bids[b]); });
  return order;
}

TakenPacks take_packs(Quantity packs_needed, const StandingBid& bid) {
  const Quantity wanted = std::min(rounded_up(packs_needed, bid.multiple_packs),
                                   rounded_down(capacity_of(bid), bid.multiple_packs));
  const Quantity packs = std::max(wanted, rounded_up(bid.min_order_packs, bid.multiple_packs));
  return {packs, packs > wanted};
}

std::string_view reason_of(const TakenPacks& taken, bool is_first) {
  if (taken.is_raised_to_minimum) return "raised_to_minimum_order";
  return is_first ? "lowest_price" : "next_lowest_price";
}

std::vector<AwardedBid> award_lowest_price(Quantity packs_needed,
                                           std::span<const StandingBid> bids) {
  std::vector<AwardedBid> awarded;
  for (const std::size_t position : lowest_price_order(bids)) {
    if (packs_needed <= Quantity(0)) break;
    const TakenPacks taken = take_packs(packs_needed, bids[position]);
    if (taken.packs.is_zero()) continue;
    awarded.push_back({position, taken.packs, reason_of(taken, awarded.empty())});
    packs_needed -= taken.packs;
  }
  return awarded;
}

}  // namespace wutong::procurement
