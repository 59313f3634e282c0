#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace wutong::pricing {

/// An amount in 分 (1/100 yuan), 64 bits. Exact or Overflow, which leaves both sides as they were.
/// Does not convert to prices, quantities.
class Money {
 public:
  constexpr Money() = default;
  static constexpr Money fen(std::int64_t fen) { return Money(fen); }
  static Money fen(std::floating_point auto) = delete;
  /// Yuan with up to two decimals: "8.7", "-0.05". Throws BadNumber (a third decimal too),
  /// Overflow.
  static Money parse(std::string_view text);

  constexpr std::int64_t fen() const { return fen_; }
  constexpr bool is_zero() const { return fen_ == 0; }
  /// Yuan with exactly two decimals: "8.70", "-0.05".
  std::string to_string() const;

  Money& operator+=(Money other);
  Money& operator-=(Money other);
  Money operator-() const;
  friend Money operator+(Money a, Money b) { return a += b; }
  friend Money operator-(Money a, Money b) { return a -= b; }
  friend constexpr auto operator<=>(Money a, Money b) = default;

 private:
  constexpr explicit Money(std::int64_t fen) : fen_(fen) {}
  std::int64_t fen_ = 0;
};

}  // namespace wutong::pricing
