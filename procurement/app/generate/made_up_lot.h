#pragma once

#include <cstdint>
#include <string>

#include "inventory/records/date.h"
#include "pricing/unit_price.h"
#include "procurement/app/generate/seeded_random.h"

namespace wutong::app {

struct MadeUpLot {
  std::string number;  ///< day of manufacture and a running number, as printed on a box: 26030702
  inventory::Date expires_on{};
};

/// A lot that expires so many days after today. `running` keeps the lots of an item apart.
MadeUpLot lot_expiring_in(std::int64_t days, std::int64_t running);

/// A lot with one to two years left, as a supplier brings it.
MadeUpLot fresh_lot(std::int64_t running, SeededRandom& random);

/// `permille` thousandths of a price, cut to `places` (2 or 4) decimals, and never nothing.
pricing::UnitPrice scaled_price(pricing::UnitPrice price, std::int64_t permille, int places);

/// Prices are agreed in 分, cheap packs and one price in eight to four decimals.
int price_places(pricing::UnitPrice price, SeededRandom& random);

}  // namespace wutong::app
