#include "procurement/purchase/forecast/integer_root.h"

namespace wutong::forecast {

std::int64_t integer_root(pricing::Int128 square) {
  if (square < 0) throw pricing::BadNumber("a negative number has no root");
  // Bit by bit from above: exact, and quick enough for one root a forecast.
  pricing::UInt128 rest = pricing::magnitude(square);
  pricing::UInt128 root = 0;
  for (pricing::UInt128 bit = pricing::UInt128{1} << 126U; bit != 0; bit >>= 2U) {
    if (rest >= root + bit) {
      rest -= root + bit;
      root = (root >> 1U) + bit;
    } else {
      root >>= 1U;
    }
  }
  return pricing::narrowed_to_64(pricing::with_sign(false, root));
}

}  // namespace wutong::forecast
