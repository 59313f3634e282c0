#include "procurement/app/generate/made_up_stock.h"

#include <algorithm>
#include <array>
#include <string>

#include "procurement/app/generate/made_up_lot.h"

namespace wutong::app {
namespace {

constexpr std::int64_t items_in_stock_permille = 420;
constexpr std::int64_t items_fully_in_stock_permille = 15;

/// By FacilityKind: the most items that a facility still has.
constexpr std::array<std::int64_t, 5> most_items_left{0, 60, 14, 4, 8};

/// Days from today: nearly all lots are good for months, some not for the shelf life asked for, and
/// a few should have been destroyed.
std::int64_t days_left(SeededRandom& random) {
  if (random.happens(40)) {
    return random.between(-120, -1);
  }
  return random.happens(80) ? random.between(0, made_up_minimum_shelf_life_days - 1)
                            : random.between(made_up_minimum_shelf_life_days, 700);
}

/// Whole packs, so that a small stock is not a fraction of a box.
std::int64_t stock_units(std::int64_t requested_units, std::int64_t permille,
                         std::int64_t pack_size) {
  return (requested_units * permille / 1000 / pack_size + 1) * pack_size;
}

}  // namespace

std::int64_t write_centre_stock(const MadeUpCounty& county, std::size_t item,
                                std::int64_t requested_units, CountyTable& table) {
  SeededRandom random = county.random(Purpose::centre_stock, item);
  const bool is_full = random.happens(items_fully_in_stock_permille);
  if (!is_full && !random.happens(items_in_stock_permille)) {
    return 0;
  }
  const pricing::UnitPrice list_price = county.items.list_price_of(item);
  const std::int64_t lots = random.between(1, 3);
  std::int64_t usable = 0;
  for (std::int64_t running = 1; running <= lots; ++running) {
    const MadeUpLot lot = lot_expiring_in(days_left(random), running);
    const std::int64_t permille = is_full ? random.between(400, 1300) : random.between(10, 120);
    const std::int64_t units =
        stock_units(requested_units, permille, county.items.pack_size_of(item));
    const int places = price_places(list_price, random);
    const pricing::UnitPrice cost = scaled_price(list_price, random.between(760, 1000), places);
    table.row({county.facilities.code_of(0), county.items.code_of(item), lot.number,
               inventory::to_string(lot.expires_on), std::to_string(units), cost.to_string()});
    usable += lot.expires_on >= made_up_first_usable_expiry ? units : 0;
  }
  return usable;
}

void write_facility_stock(const MadeUpCounty& county, const Formulary& formulary,
                          std::size_t facility, CountyTable& table) {
  const inventory::FacilityKind kind = county.facilities.kind_of(facility);
  SeededRandom random = county.random(Purpose::facility_stock, facility);
  const std::int64_t count = random.below(most_items_left[static_cast<std::size_t>(kind)] + 1);
  for (const std::uint32_t item : formulary.choose(kind, static_cast<std::size_t>(count), random)) {
    const std::int64_t days = days_left(random);
    const MadeUpLot lot = lot_expiring_in(days, random.between(1, 9));
    const std::int64_t units = random.between(1, 3 * county.items.pack_size_of(item));
    table.row({county.facilities.code_of(facility), county.items.code_of(item), lot.number,
               inventory::to_string(lot.expires_on), std::to_string(units), ""});
  }
}

}  // namespace wutong::app
