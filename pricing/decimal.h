#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace wutong::pricing {

enum class Rounding;

/// An exact decimal number: an integer coefficient of up to 38 digits with 0 to 18 decimal places.
/// Addition, subtraction and multiplication are exact or throw Overflow; only `rounded` and
/// `divide` lose anything, and both name their rounding. There is no way from or to binary floating
/// point. Comparison is by value (1.50 == 1.5) and never overflows; printing keeps the places (1.50
/// prints "1.50"). A sum has the places of the wider operand and a product those of both together,
/// unless that does not fit: then trailing zeros are given up, and only digits that count are an
/// Overflow.
class Decimal {
 public:
  static constexpr int max_places = 18;

  constexpr Decimal() = default;
  /// coefficient / 10^places; throws Overflow when places is outside 0..18.
  static Decimal of(std::int64_t coefficient, int places);
  static Decimal of(std::floating_point auto, int) = delete;
  /// Plain decimals only: -?digits[.digits], leading zeros allowed, "-0" is 0. Throws BadNumber (a
  /// 19th decimal too), or Overflow when it has more than 38 digits.
  static Decimal parse(std::string_view text);

  int places() const { return places_; }
  bool is_zero() const;
  int sign() const;  ///< -1, 0, 1
  std::string to_string() const;

  /// At exactly `places` decimals, 0 to 18: rounded to fewer, padded to more. Throws Overflow.
  Decimal rounded(int places, Rounding rounding) const;
  /// The coefficient at exactly `places` decimals; throws Overflow when it does not fit 64 bits
  /// and BadNumber when digits would be lost (also when both are so).
  std::int64_t coefficient_at(int places) const;

  Decimal operator-() const;
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b);
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  __extension__ using Coefficient = __int128;
  friend Decimal divide(const Decimal&, const Decimal&, int, Rounding);
  constexpr Decimal(Coefficient coefficient, int places)
      : coefficient_(coefficient), places_(places) {}
  Coefficient coefficient_ = 0;
  int places_ = 0;
};

/// dividend / divisor to `places` decimals, 0 to 18, rounded once; throws DivisionByZero, Overflow.
Decimal divide(const Decimal& dividend, const Decimal& divisor, int places, Rounding rounding);

}  // namespace wutong::pricing
