#pragma once

#include <chrono>
#include <cstdint>

#include "inventory/records/cycle_input.h"
#include "procurement/app/generate/generate_county.h"
#include "procurement/app/generate/made_up_facilities.h"
#include "procurement/app/generate/made_up_items.h"
#include "procurement/app/generate/made_up_suppliers.h"
#include "procurement/app/generate/seeded_random.h"

namespace wutong::app {

/// Every made-up county lives in the same month, so that the same options give the same bytes.
inline constexpr inventory::Date made_up_today{
    std::chrono::sys_days{std::chrono::year{2026} / std::chrono::November / std::chrono::day{22}}};
inline constexpr std::int64_t made_up_minimum_shelf_life_days = 30;
inline constexpr inventory::Date made_up_first_usable_expiry =
    made_up_today + std::chrono::days{made_up_minimum_shelf_life_days};

/// Who and what the county consists of. Requests, stock, bids and deliveries are made from it, each
/// from its own stream of random numbers.
struct MadeUpCounty {
  MadeUpCounty(const SeedData& seeds, const GenerateOptions& options)
      : seed(options.seed),
        facilities(seeds, options.facilities),
        items(seeds, options.items),
        suppliers(seeds, options.suppliers) {}

  SeededRandom random(Purpose purpose, std::size_t index) const {
    return {seed, purpose, static_cast<std::uint64_t>(index)};
  }

  std::uint64_t seed;
  MadeUpFacilities facilities;
  MadeUpItems items;
  MadeUpSuppliers suppliers;
};

}  // namespace wutong::app
