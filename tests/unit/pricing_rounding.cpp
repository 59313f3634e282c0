#include <array>
#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "pricing/decimal.h"
#include "pricing/error.h"
#include "pricing/round_quotient.h"

using namespace wutong::pricing;

namespace {

constexpr auto int128_max = static_cast<Int128>(~UInt128{0} >> 1U);
constexpr Int128 int128_min = -int128_max - 1;

struct RoundingRow {
  const char* figure;
  std::array<const char*, 7> rounded;  ///< in the order of `roundings`
};

constexpr std::array roundings{Rounding::up,       Rounding::down,    Rounding::ceiling,
                               Rounding::floor,    Rounding::half_up, Rounding::half_down,
                               Rounding::half_even};

}  // namespace

TEST_CASE("every rounding agrees with the table in the documentation of Java's RoundingMode") {
  const RoundingRow row = GENERATE(values<RoundingRow>({
      {"5.5", {"6", "5", "6", "5", "6", "5", "6"}},
      {"2.5", {"3", "2", "3", "2", "3", "2", "2"}},
      {"1.6", {"2", "1", "2", "1", "2", "2", "2"}},
      {"1.1", {"2", "1", "2", "1", "1", "1", "1"}},
      {"1.0", {"1", "1", "1", "1", "1", "1", "1"}},
      {"-1.0", {"-1", "-1", "-1", "-1", "-1", "-1", "-1"}},
      {"-1.1", {"-2", "-1", "-1", "-2", "-1", "-1", "-1"}},
      {"-1.6", {"-2", "-1", "-1", "-2", "-2", "-2", "-2"}},
      {"-2.5", {"-3", "-2", "-2", "-3", "-3", "-2", "-2"}},
      {"-5.5", {"-6", "-5", "-5", "-6", "-6", "-5", "-6"}},
  }));
  const Decimal figure = Decimal::parse(row.figure);
  const Decimal one = Decimal::of(1, 0);
  for (std::size_t i = 0; i < roundings.size(); ++i) {
    INFO(row.figure << " by rounding number " << i);
    CHECK(figure.rounded(0, roundings.at(i)).to_string() == row.rounded.at(i));
    CHECK(divide(figure, one, 0, roundings.at(i)).to_string() == row.rounded.at(i));
    CHECK(divide(-figure, -one, 0, roundings.at(i)).to_string() == row.rounded.at(i));
  }
}

TEST_CASE("every rounding is right where the division needs more than 128 bits") {
  // 24.5 in the last of 18 places is 2.45 x 10^38 over 10^37; 2^127 is 1.7 x 10^38.
  const Decimal divisor = Decimal::parse("1" + std::string(37, '0'));
  const auto quotient = [&](const std::string& figure, Rounding rounding) {
    return divide(Decimal::parse(figure), divisor, 18, rounding).to_string();
  };
  const std::string even_tie = "245" + std::string(18, '0');
  const std::string odd_tie = "255" + std::string(18, '0');
  const std::string above = "245" + std::string(17, '0') + "1";
  const std::string below = "244" + std::string(18, '9');
  CHECK(quotient(even_tie, Rounding::half_up) == "0.000000000000000025");
  CHECK(quotient(even_tie, Rounding::half_even) == "0.000000000000000024");
  CHECK(quotient(even_tie, Rounding::half_down) == "0.000000000000000024");
  CHECK(quotient(odd_tie, Rounding::half_even) == "0.000000000000000026");
  CHECK(quotient("-" + even_tie, Rounding::half_up) == "-0.000000000000000025");
  CHECK(quotient("-" + even_tie, Rounding::half_even) == "-0.000000000000000024");
  CHECK(quotient("-" + odd_tie, Rounding::half_even) == "-0.000000000000000026");
  CHECK(quotient("-" + odd_tie, Rounding::half_down) == "-0.000000000000000025");
  CHECK(quotient("-" + even_tie, Rounding::floor) == "-0.000000000000000025");
  CHECK(quotient("-" + even_tie, Rounding::ceiling) == "-0.000000000000000024");
  CHECK(quotient(above, Rounding::half_down) == "0.000000000000000025");
  CHECK(quotient("-" + above, Rounding::half_down) == "-0.000000000000000025");
  CHECK(quotient(below, Rounding::half_up) == "0.000000000000000024");
  CHECK(quotient(below, Rounding::up) == "0.000000000000000025");
}

TEST_CASE("a figure that rounds to zero has no sign") {
  for (const Rounding rounding : {Rounding::down, Rounding::half_up, Rounding::ceiling}) {
    CHECK(Decimal::parse("-0.4").rounded(0, rounding).to_string() == "0");
  }
  CHECK(Decimal::parse("-0.004").rounded(2, Rounding::half_even).to_string() == "0.00");
}

TEST_CASE("a quotient at the edge of 128 bits is rounded without overflow") {
  const auto matches = [](Int128 actual, Int128 expected) { return actual == expected; };
  CHECK(matches(round_quotient(int128_max, 1, Rounding::up), int128_max));
  CHECK(matches(round_quotient(int128_min, 1, Rounding::up), int128_min));
  CHECK(matches(round_quotient(int128_min, int128_min, Rounding::half_up), 1));
  CHECK(matches(round_quotient(int128_max, int128_min, Rounding::half_up), -1));
  CHECK(matches(round_quotient(int128_max, int128_min, Rounding::down), 0));
  CHECK(matches(round_quotient(int128_min / 2, int128_min, Rounding::half_up), 1));
  CHECK(matches(round_quotient(int128_min / 2, int128_min, Rounding::half_down), 0));
  CHECK(matches(round_quotient(int128_min / 2, int128_max, Rounding::half_down), -1));
  CHECK(matches(round_quotient(int128_max / 2, int128_max, Rounding::half_up), 0));
  CHECK(matches(round_quotient(1, int128_min, Rounding::floor), -1));
  CHECK_THROWS_AS(round_quotient(int128_min, -1, Rounding::down), Overflow);
}

TEST_CASE("nothing is divided by zero, not even zero") {
  const Decimal zero = Decimal::parse("0.00");
  CHECK_THROWS_AS(round_quotient(1, 0, Rounding::half_up), DivisionByZero);
  CHECK_THROWS_AS(round_quotient(0, 0, Rounding::half_up), DivisionByZero);
  CHECK_THROWS_AS(divide(Decimal::of(1, 0), zero, 2, Rounding::half_up), DivisionByZero);
  CHECK_THROWS_AS(divide(zero, zero, 2, Rounding::half_up), DivisionByZero);
  const Decimal huge = Decimal::parse(std::string(38, '9'));
  CHECK_THROWS_AS(divide(huge, zero, 18, Rounding::half_up), DivisionByZero);
}
