#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "pricing/error.h"
#include "pricing/rounding.h"
#include "pricing/unit_price.h"

using namespace wutong::pricing;

namespace {

constexpr auto int64_max = std::numeric_limits<std::int64_t>::max();
constexpr auto int64_min = std::numeric_limits<std::int64_t>::min();

std::int64_t fen_of(const std::string& pack_price, std::int64_t units, std::int64_t pack_size,
                    Rounding rounding = Rounding::half_up) {
  return amount_of(UnitPrice::parse(pack_price), Quantity(units), Quantity(pack_size), rounding)
      .fen();
}

}  // namespace

TEST_CASE("a price prints with the decimals it came with") {
  const std::string text = GENERATE(values<std::string>(
      {"0", "8", "8.7", "8.70", "8.7200", "0.000001", "0.0000", "1234567.890123"}));
  const UnitPrice price = UnitPrice::parse(text);
  CHECK(price.to_string() == text);
  CHECK(UnitPrice::of_micros(price.micros(), price.places()).to_string() == text);
}

TEST_CASE("prices compare by value") {
  CHECK(UnitPrice::parse("8.7") == UnitPrice::parse("8.70"));
  CHECK(UnitPrice::parse("8.7") < UnitPrice::parse("8.700001"));
  CHECK(UnitPrice::parse("10") > UnitPrice::parse("9.999999"));
  CHECK(UnitPrice::parse("0.00").is_zero());
  CHECK(UnitPrice() == UnitPrice::parse("0"));
}

TEST_CASE("a price from the store is one that can be printed whole") {
  CHECK(UnitPrice::of_micros(8720000, 2).to_string() == "8.72");
  CHECK(UnitPrice::of_micros(int64_max, 6).to_string() == "9223372036854.775807");
  CHECK_THROWS_AS(UnitPrice::of_micros(8725000, 2), BadNumber);
  CHECK_THROWS_AS(UnitPrice::of_micros(1, 5), BadNumber);
  CHECK_THROWS_AS(UnitPrice::of_micros(-1, 6), BadNumber);
  CHECK_THROWS_AS(UnitPrice::of_micros(0, 7), BadNumber);
  CHECK_THROWS_AS(UnitPrice::of_micros(0, -1), BadNumber);
}

TEST_CASE("a line amount is one product, one division and one rounding") {
  CHECK(fen_of("8.72", 100, 10) == 8720);
  CHECK(fen_of("8.72", 1, 1) == 872);
  CHECK(fen_of("8.725", 1, 1) == 873);
  CHECK(fen_of("8.7249", 1, 1) == 872);
  CHECK(fen_of("10.00", 1, 3) == 333);
  CHECK(fen_of("10.00", 2, 3) == 667);
  CHECK(fen_of("0.000001", 5000, 1) == 1);  // 0.5 of a fen
  CHECK(fen_of("0.000001", 4999, 1) == 0);
  CHECK(fen_of("5.00", 0, 7) == 0);
  CHECK(fen_of("0", 7, 7) == 0);
}

TEST_CASE("a line amount is not the rounded unit price times the quantity") {
  // 1 yuan for 7 tablets: at 0.14 a tablet, 699 of them would come to 97.86.
  CHECK(fen_of("1.00", 699, 7) == 9986);
  CHECK(fen_of("0.0149", 100000, 1) == 149000);
}

TEST_CASE("a line amount names its rounding and mirrors for what goes back") {
  CHECK(fen_of("0.025", 1, 1, Rounding::half_up) == 3);
  CHECK(fen_of("0.025", 1, 1, Rounding::half_even) == 2);
  CHECK(fen_of("0.025", 1, 1, Rounding::half_down) == 2);
  CHECK(fen_of("0.021", 1, 1, Rounding::up) == 3);
  CHECK(fen_of("0.029", 1, 1, Rounding::down) == 2);
  CHECK(fen_of("0.025", -1, 1, Rounding::half_up) == -3);
  CHECK(fen_of("0.025", -1, 1, Rounding::ceiling) == -2);
  CHECK(fen_of("0.025", -1, 1, Rounding::floor) == -3);
}

TEST_CASE("a line amount is exact up to the last fen that fits") {
  const std::string highest = "9223372036854.775807";
  CHECK(fen_of(highest, 1, 1) == 922337203685478);
  CHECK(fen_of(highest, 10000, 1) == int64_max);
  CHECK(fen_of(highest, -10000, 1) == -int64_max);
  CHECK(fen_of("9223372036854.7758", -10000, 1) == -9223372036854775800);
  CHECK(fen_of("0.01", int64_min, 1) == int64_min);
  CHECK(fen_of(highest, int64_max, int64_max) == 922337203685478);
  CHECK(fen_of(highest, int64_min, int64_max, Rounding::down) == -922337203685477);
  CHECK(fen_of("0.000001", 1, int64_max, Rounding::up) == 1);
  CHECK_THROWS_AS(fen_of(highest, 10001, 1), Overflow);
  CHECK_THROWS_AS(fen_of(highest, int64_max, 1), Overflow);
  CHECK_THROWS_AS(fen_of(highest, int64_min, 1), Overflow);
  CHECK_THROWS_AS(fen_of("0.02", int64_min, 1), Overflow);
}

TEST_CASE("a pack of less than one base unit has no price for a unit") {
  CHECK_THROWS_AS(fen_of("1.00", 1, 0), DivisionByZero);
  CHECK_THROWS_AS(fen_of("1.00", 1, -10), DivisionByZero);
  CHECK_THROWS_AS(fen_of("0", 0, 0), DivisionByZero);
}
