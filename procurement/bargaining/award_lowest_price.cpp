#include "procurement/bargaining/award_lowest_price.h"

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

}  // namespace

std::vector<AwardedBid> award_lowest_price(Quantity packs_needed,
                                           std::span<const StandingBid> bids) {
  std::vector<std::size_t> order(bids.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return comes_before(bids[a], bids[b]); });
  std::vector<AwardedBid> awarded;
  for (const std::size_t position : order) {
    if (packs_needed <= Quantity(0)) break;
    const StandingBid& bid = bids[position];
    const Quantity wanted = std::min(packs_needed, capacity_of(bid));
    const Quantity packs = std::max(wanted, bid.min_order_packs);
    if (packs.is_zero()) continue;
    const bool raised = packs > wanted;
    const bool first = awarded.empty();
    awarded.push_back(
        {position, packs,
         raised ? "raised_to_minimum_order" : (first ? "lowest_price" : "next_lowest_price")});
    packs_needed -= packs;
  }
  return awarded;
}

}  // namespace wutong::procurement
