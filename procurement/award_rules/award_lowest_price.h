#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pricing/quantity.h"
#include "pricing/unit_price.h"

namespace wutong::procurement {

/// Who offers one item: a bid that was not refused, or an agreement in force.
struct StandingBid {
  std::int64_t supplier_id{};
  std::string_view supplier_code;
  pricing::UnitPrice pack_price;
  std::optional<pricing::Quantity> capacity_packs;  ///< none: unlimited
  pricing::Quantity min_order_packs;                ///< 0: none
  pricing::Quantity multiple_packs{1};              ///< what is taken is a multiple of it
};

struct AwardedBid {
  std::size_t bid = 0;  ///< position in the bids
  pricing::Quantity packs;
  std::string_view reason;
};

/// The positions of the bids in the order in which they are chosen: by price, then larger capacity,
/// then supplier code.
std::vector<std::size_t> lowest_price_order(std::span<const StandingBid> bids);

/// What one bid takes: min(packs needed, its capacity), raised to its multiple and its minimum.
struct TakenPacks {
  pricing::Quantity packs;
  bool is_raised_to_minimum = false;
};
TakenPacks take_packs(pricing::Quantity packs_needed, const StandingBid& bid);

/// Contract rule 3, for one item: bids in the order above; each takes what is still needed, up to
/// its capacity, raised to its minimum order, until nothing is needed.
std::vector<AwardedBid> award_lowest_price(pricing::Quantity packs_needed,
                                           std::span<const StandingBid> bids);

/// Why the bid was chosen, that took so and was the first of its item or not.
std::string_view reason_of(const TakenPacks& taken, bool is_first);

}  // namespace wutong::procurement
