#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace wutong::pricing {

/// A count of base units (片, 支, g ...), or of packs where a name says so. Always whole.
/// Sums are exact or throw Overflow. It does not convert to money or prices.
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(std::int64_t units) : units_(units) {}
  explicit Quantity(std::floating_point auto) = delete;
  /// Digits only, no sign; throws BadNumber, or Overflow when it does not fit.
  static Quantity parse(std::string_view text);

  constexpr std::int64_t units() const { return units_; }
  constexpr bool is_zero() const { return units_ == 0; }
  std::string to_string() const;

  Quantity& operator+=(Quantity other);
  Quantity& operator-=(Quantity other);
  friend Quantity operator+(Quantity a, Quantity b) { return a += b; }
  friend Quantity operator-(Quantity a, Quantity b) { return a -= b; }
  friend Quantity operator*(Quantity a, Quantity b);
  friend constexpr auto operator<=>(Quantity a, Quantity b) = default;

 private:
  std::int64_t units_ = 0;
};

/// Whole packs that cover `units`, rounded up; `pack_size` is 1 or more (DivisionByZero otherwise).
/// Units below zero round towards zero: -15 in packs of 10 are -1 packs.
Quantity packs_covering(Quantity units, Quantity pack_size);

}  // namespace wutong::pricing
