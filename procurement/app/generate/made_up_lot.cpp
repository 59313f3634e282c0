#include "procurement/app/generate/made_up_lot.h"

#include <algorithm>

#include "procurement/app/generate/made_up_county.h"

namespace wutong::app {
namespace {

constexpr std::int64_t shelf_life_days = 730;
constexpr std::int64_t micros_in_a_yuan = 1'000'000;

std::string two_digits(std::int64_t number) {
  const std::string digits = std::to_string(number % 100);
  return digits.size() < 2 ? "0" + digits : digits;
}

/// YYMMDD
std::string short_date(inventory::Date day) {
  std::string text = inventory::to_string(day);
  std::erase(text, '-');
  return text.substr(2);
}

}  // namespace

MadeUpLot lot_expiring_in(std::int64_t days, std::int64_t running) {
  const inventory::Date expires_on = made_up_today + std::chrono::days{days};
  return {short_date(expires_on - std::chrono::days{shelf_life_days}) + two_digits(running),
          expires_on};
}

MadeUpLot fresh_lot(std::int64_t running, SeededRandom& random) {
  return lot_expiring_in(random.between(365, shelf_life_days - 20), running);
}

pricing::UnitPrice scaled_price(pricing::UnitPrice price, std::int64_t permille, int places) {
  const std::int64_t step = places == 2 ? 10'000 : 100;
  const std::int64_t steps = price.micros() * permille / 1000 / step;
  return pricing::UnitPrice::of_micros(std::max<std::int64_t>(steps, 1) * step, places);
}

int price_places(pricing::UnitPrice price, SeededRandom& random) {
  return price.micros() < micros_in_a_yuan || random.happens(125) ? 4 : 2;
}

}  // namespace wutong::app
