#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <type_traits>

#include "pricing/decimal.h"
#include "pricing/error.h"
#include "pricing/rounding.h"

using namespace wutong::pricing;

namespace {

constexpr auto int64_max = std::numeric_limits<std::int64_t>::max();
constexpr auto int64_min = std::numeric_limits<std::int64_t>::min();

Decimal decimal(const std::string& text) {
  return Decimal::parse(text);
}

const std::string nines_38(38, '9');
const std::string power_37 = "1" + std::string(37, '0');
const std::string tiniest = "0.000000000000000001";

template <class Number>
concept makes_decimal = requires(Number number) {
  Decimal::of(number, 0);
};

}  // namespace

static_assert(!std::is_constructible_v<Decimal, double>);
static_assert(!std::is_constructible_v<Decimal, int>);
static_assert(!std::is_convertible_v<Decimal, double>);
static_assert(!std::is_convertible_v<Decimal, int>);
static_assert(makes_decimal<int> && makes_decimal<std::int64_t>);
static_assert(!makes_decimal<double> && !makes_decimal<float>);

TEST_CASE("a sum keeps the places of the wider operand") {
  CHECK((decimal("1.5") + decimal("2.25")).to_string() == "3.75");
  CHECK((decimal("1.50") + decimal("2.5")).to_string() == "4.00");
  CHECK((decimal("0.1") + decimal("0.2")).to_string() == "0.3");
  CHECK((decimal("1") - decimal("1.00")).to_string() == "0.00");
  CHECK((decimal("-0.07") - decimal("8")).to_string() == "-8.07");
}

TEST_CASE("a product has the places of both operands together") {
  CHECK((decimal("1.20") * decimal("3.0")).to_string() == "3.600");
  CHECK((decimal("-0.5") * decimal("0.5")).to_string() == "-0.25");
  CHECK((decimal("0.000000001") * decimal("0.000000001")).to_string() == tiniest);
}

TEST_CASE("where the places do not fit, zeros are given up and digits that count are not") {
  // 36 places, of which 18 are kept.
  CHECK((decimal("5.000000000000000000") * decimal("5.000000000000000000")).to_string() ==
        "25.000000000000000000");
  CHECK((decimal("1000000000000000000.000000000000000000") * decimal("10.0")).to_string() ==
        "10000000000000000000.000000000000000000");
  // 10^36 in two places would have 39 digits.
  const std::string power_36 = "1" + std::string(36, '0');
  CHECK((decimal(power_36) + decimal("0.00")).to_string() == power_36 + ".0");
  CHECK((decimal(nines_38) + decimal("0.00")).to_string() == nines_38);
  CHECK((decimal(nines_38) * decimal("1.000")).to_string() == nines_38);
  CHECK((decimal("0.0000000000") * decimal("0.0000000000")).to_string() == "0.000000000000000000");
  CHECK_THROWS_AS(decimal(tiniest) * decimal("0.1"), Overflow);
  CHECK_THROWS_AS(decimal(power_37) + decimal("0.01"), Overflow);
}

TEST_CASE("an intermediate of more than 128 bits is exact when the result fits") {
  CHECK((decimal("9999999999999999999") * decimal("-9999999999999999999")).to_string() ==
        "-99999999999999999980000000000000000001");
  CHECK((decimal("12345678901234567890.5") * decimal("200000000000000000")).to_string() ==
        "2469135780246913578100000000000000000.0");
  CHECK(divide(decimal(nines_38), decimal("3"), 0, Rounding::half_up).to_string() ==
        std::string(38, '3'));
  CHECK(divide(decimal(nines_38), decimal(nines_38), 18, Rounding::half_up).to_string() ==
        "1.000000000000000000");
  CHECK(divide(decimal("1"), decimal(nines_38), 18, Rounding::up).to_string() == tiniest);
  CHECK(divide(decimal(tiniest), decimal(nines_38), 0, Rounding::ceiling).to_string() == "1");
  CHECK(divide(decimal("99999999999999999999.999999999999999999"), decimal(power_37), 0,
               Rounding::half_up)
            .to_string() == "0");
}

TEST_CASE("every operation of a decimal overflows at 38 digits and not before") {
  CHECK((decimal(nines_38) + decimal("0")).to_string() == nines_38);
  CHECK((-decimal(nines_38)).to_string() == "-" + nines_38);
  CHECK_THROWS_AS(decimal(nines_38) + decimal("1"), Overflow);
  CHECK_THROWS_AS(decimal("-" + nines_38) - decimal("1"), Overflow);
  CHECK_THROWS_AS(decimal(nines_38) + decimal(nines_38), Overflow);
  CHECK_THROWS_AS(decimal(power_37) * decimal("10"), Overflow);
  CHECK_THROWS_AS(decimal(nines_38) * decimal("-" + nines_38), Overflow);
  CHECK_THROWS_AS(decimal(nines_38).rounded(1, Rounding::half_up), Overflow);
  CHECK_THROWS_AS(decimal(power_37).rounded(1, Rounding::half_up), Overflow);
  CHECK_THROWS_AS(decimal(power_37).rounded(18, Rounding::half_up), Overflow);
  CHECK_THROWS_AS(divide(decimal(power_37), decimal("0.1"), 0, Rounding::down), Overflow);
  CHECK_THROWS_AS(divide(decimal(nines_38), decimal(tiniest), 18, Rounding::down), Overflow);
}

TEST_CASE("places outside 0 to 18 are an overflow") {
  for (const int places : {-1, 19, int{1} << 30}) {
    CHECK_THROWS_AS(Decimal::of(1, places), Overflow);
    CHECK_THROWS_AS(decimal("1").rounded(places, Rounding::half_up), Overflow);
    CHECK_THROWS_AS(decimal("1").coefficient_at(places), Overflow);
    CHECK_THROWS_AS(divide(decimal("1"), decimal("1"), places, Rounding::half_up), Overflow);
  }
}

TEST_CASE("rounding to more places pads with zeros") {
  CHECK(decimal("1.5").rounded(3, Rounding::half_up).to_string() == "1.500");
  CHECK(decimal("-2").rounded(18, Rounding::floor).to_string() == "-2.000000000000000000");
}

TEST_CASE("decimals compare by value and not by places") {
  CHECK(decimal("1.50") == decimal("1.5"));
  CHECK(decimal("0.000") == decimal("-0"));
  CHECK(decimal("1.50") != decimal("1.51"));
  CHECK(decimal("-2") < decimal("-1.999"));
  CHECK(decimal("-1.999") > decimal("-2"));
  CHECK(decimal("2") > decimal("1.999"));
  CHECK(decimal("0.1") > decimal("-5"));
}

TEST_CASE("comparison never overflows") {
  CHECK(decimal(nines_38) > decimal(tiniest));
  CHECK(decimal(tiniest) < decimal(nines_38));
  CHECK(decimal("-" + nines_38) < decimal("-" + tiniest));
  CHECK(decimal("-" + tiniest) > decimal("-" + nines_38));
  CHECK(decimal("-" + nines_38) < decimal(tiniest));
  CHECK(decimal(nines_38) > decimal("99999999999999999999.999999999999999999"));
  CHECK(decimal(nines_38) != decimal("99999999999999999999.999999999999999999"));
}

TEST_CASE("the sign of a decimal is that of its value") {
  CHECK(decimal("-0.01").sign() == -1);
  CHECK(decimal("0.00").sign() == 0);
  CHECK(decimal("0.01").sign() == 1);
  CHECK(decimal("0.00").is_zero());
  CHECK_FALSE(decimal("0.01").is_zero());
  CHECK(Decimal().to_string() == "0");
  CHECK(decimal("1.50").places() == 2);
}

TEST_CASE("a decimal of a coefficient is that coefficient over its power of ten") {
  CHECK(Decimal::of(-5, 2).to_string() == "-0.05");
  CHECK(Decimal::of(870, 2) == decimal("8.7"));
  CHECK(Decimal::of(int64_max, 18).to_string() == "9.223372036854775807");
  CHECK(Decimal::of(int64_min, 0).to_string() == "-9223372036854775808");
}

TEST_CASE("a coefficient is taken at the places asked for, or refused") {
  CHECK(decimal("8.7").coefficient_at(2) == 870);
  CHECK(decimal("8.70").coefficient_at(1) == 87);
  CHECK(decimal("-0.050000").coefficient_at(2) == -5);
  CHECK(decimal("9223372036854775807").coefficient_at(0) == int64_max);
  CHECK(decimal("-9223372036854775808").coefficient_at(0) == int64_min);
  CHECK_THROWS_AS(decimal("8.725").coefficient_at(2), BadNumber);
  CHECK_THROWS_AS(decimal("9223372036854775808").coefficient_at(0), Overflow);
  CHECK_THROWS_AS(decimal(nines_38).coefficient_at(18), Overflow);
  CHECK_THROWS_AS(decimal("9223372036854775808.5").coefficient_at(0), BadNumber);
}
