#pragma once

namespace wutong::pricing {

/// How a lossy step loses. Halves and directions are those of magnitude unless a sign is named:
/// half_up takes 2.5 to 3 and -2.5 to -3 (四舍五入, the rule of invoices); ceiling takes -2.5 to
/// -2.
enum class Rounding {
  half_up,    ///< nearest, a tie away from zero
  half_even,  ///< nearest, a tie to the even neighbour
  half_down,  ///< nearest, a tie towards zero
  up,         ///< away from zero
  down,       ///< towards zero
  ceiling,    ///< towards plus infinity
  floor       ///< towards minus infinity
};

}  // namespace wutong::pricing
