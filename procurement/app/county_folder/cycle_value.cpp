#include <algorithm>
#include <string>
#include <vector>

#include "procurement/app/county_folder/folder_reading.h"

namespace wutong::app {

using inventory::CountyFolder;

namespace {

/// 128 bits: no sum over the rows can leave them, since a row adds at most 10^30 (the largest
/// quantity times the highest price in micros) and no county has 10^8 rows.
__extension__ using Wide = __int128;

constexpr Wide micros_per_yuan = 1'000'000;
constexpr Wide most_yuan = 90'000'000'000'000'000;
constexpr Wide quantity_bound = 4'000'000'000'000'000'000;

/// What could be bought and held of an item at worst.
struct ItemBound {
  Wide requested = 0;
  Wide held = 0;  ///< opening stock
  Wide delivered = 0;
  Wide min_order_packs = 0;
  Wide highest_price = 0;  ///< micros a pack
  Wide stock_value = 0;    ///< micros

  /// Each bid is raised to its minimum order at most once.
  Wide packs(Wide pack_size) const {
    return (requested + pack_size - 1) / pack_size + min_order_packs;
  }
  Wide quantity(Wide pack_size) const {
    return requested + held + delivered + packs(pack_size) * pack_size;
  }
  Wide value(Wide pack_size) const { return packs(pack_size) * highest_price + stock_value; }
};

std::vector<ItemBound> bounds_of(const CountyFolder& folder,
                                 const std::vector<std::int64_t>& pack_sizes) {
  std::vector<ItemBound> bounds(pack_sizes.size());
  for (const auto& request : folder.requests) {
    bounds[request.item].requested += request.quantity.units();
  }
  for (const auto& bid : folder.bids) {
    ItemBound& bound = bounds[bid.item];
    bound.min_order_packs += bid.min_order_packs.value_or(pricing::Quantity{}).units();
    bound.highest_price = std::max<Wide>(bound.highest_price, bid.pack_price.micros());
  }
  for (const auto& stock : folder.opening_stock) {
    ItemBound& bound = bounds[stock.item];
    bound.held += stock.quantity.units();
    if (stock.pack_price) {
      bound.stock_value +=
          Wide{stock.quantity.units()} * stock.pack_price->micros() / pack_sizes[stock.item] + 1;
    }
  }
  for (const auto& delivery : folder.deliveries) {
    bounds[delivery.item].delivered += delivery.quantity.units();
  }
  return bounds;
}

/// A number of any size: the standard library prints 64 bits at most.
std::string shown(Wide number) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(number % 10)));
    number /= 10;
  } while (number > 0);
  return digits;
}

void report(FolderReading& reading, std::string value, std::string wanted) {
  reading.input.faults.report({.file = "requests.csv",
                               .refusal = procurement::Refusal::cycle_value_too_large,
                               .value = std::move(value),
                               .wanted = std::move(wanted)});
}

}  // namespace

void judge_cycle_value(FolderReading& reading) {
  const std::vector<ItemBound> bounds = bounds_of(reading.found, reading.pack_sizes);
  Wide total_micros = 0;
  for (std::size_t item = 0; item < bounds.size(); ++item) {
    const Wide pack_size = reading.pack_sizes[item];
    const Wide quantity = bounds[item].quantity(pack_size);
    if (quantity >= quantity_bound) {
      report(reading, reading.found.codes.items[item] + ": " + shown(quantity),
             shown(quantity_bound - 1));
      return;
    }
    total_micros += bounds[item].value(pack_size);
    // Stops at the first excess: one fault says it, and the sum cannot run on beyond 128 bits.
    if (total_micros > most_yuan * micros_per_yuan) {
      report(reading, shown(total_micros / micros_per_yuan) + " CNY", shown(most_yuan) + " CNY");
      return;
    }
  }
}

}  // namespace wutong::app
