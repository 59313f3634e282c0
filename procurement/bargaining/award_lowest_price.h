#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pricing/quantity.h"
#include "pricing/unit_price.h"

namespace wutong::procurement {

/// A bid that was not refused, for one item.
struct StandingBid {
  std::int64_t supplier_id{};
  std::string_view supplier_code;
  pricing::UnitPrice pack_price;
  std::optional<pricing::Quantity> capacity_packs;  ///< none: unlimited
  pricing::Quantity min_order_packs;                ///< 0: none
};

struct AwardedBid {
  std::size_t bid = 0;  ///< position in the bids
  pricing::Quantity packs;
  std::string_view reason;
};

/// Contract rule 3, for one item: bids by price, then larger capacity, then supplier code; each
/// takes what is still needed, up to its capacity, raised to its minimum order, until nothing is
/// needed.
std::vector<AwardedBid> award_lowest_price(pricing::Quantity packs_needed,
                                           std::span<const StandingBid> bids);

}  // namespace wutong::procurement
