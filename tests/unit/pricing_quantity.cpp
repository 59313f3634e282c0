#include <catch2/catch.hpp>
#include <limits>
#include <type_traits>

#include "pricing/error.h"
#include "pricing/quantity.h"

using namespace wutong::pricing;

namespace {

constexpr auto int64_max = std::numeric_limits<std::int64_t>::max();
constexpr auto int64_min = std::numeric_limits<std::int64_t>::min();

std::int64_t packs(std::int64_t units, std::int64_t pack_size) {
  return packs_covering(Quantity(units), Quantity(pack_size)).units();
}

}  // namespace

static_assert(std::is_constructible_v<Quantity, int>);
static_assert(std::is_constructible_v<Quantity, std::int64_t>);
static_assert(!std::is_constructible_v<Quantity, double>);
static_assert(!std::is_constructible_v<Quantity, float>);
static_assert(!std::is_convertible_v<std::int64_t, Quantity>);

TEST_CASE("quantities add, subtract, multiply and compare exactly") {
  CHECK((Quantity(3) + Quantity(4)).units() == 7);
  CHECK((Quantity(3) - Quantity(4)).units() == -1);
  CHECK((Quantity(3) * Quantity(4)).units() == 12);
  CHECK(Quantity(3) < Quantity(4));
  CHECK(Quantity() == Quantity(0));
  CHECK(Quantity(0).is_zero());
  CHECK(Quantity(-30).to_string() == "-30");
  CHECK(Quantity(int64_min).to_string() == "-9223372036854775808");
}

TEST_CASE("quantities overflow at 64 bits and keep what they had") {
  Quantity most(int64_max);
  CHECK_THROWS_AS(most += Quantity(1), Overflow);
  CHECK_THROWS_AS(most -= Quantity(-1), Overflow);
  CHECK(most.units() == int64_max);
  CHECK_THROWS_AS(Quantity(int64_min) - Quantity(1), Overflow);
  CHECK_THROWS_AS(most * Quantity(2), Overflow);
  CHECK_THROWS_AS(Quantity(int64_min) * Quantity(-1), Overflow);
  CHECK_THROWS_AS(Quantity(4294967296) * Quantity(2147483648), Overflow);
  CHECK((Quantity(-4294967296) * Quantity(2147483648)).units() == int64_min);
}

TEST_CASE("packs that cover a need are rounded up to whole packs") {
  CHECK(packs(0, 10) == 0);
  CHECK(packs(1, 10) == 1);
  CHECK(packs(10, 10) == 1);
  CHECK(packs(11, 10) == 2);
  CHECK(packs(7, 1) == 7);
  CHECK(packs(-5, 10) == 0);
  CHECK(packs(-15, 10) == -1);
  CHECK(packs(int64_max, 1) == int64_max);
  CHECK(packs(int64_max, 2) == 4611686018427387904);
  CHECK(packs(int64_max, int64_max) == 1);
  CHECK(packs(int64_min, 1) == int64_min);
}

TEST_CASE("a pack of less than one base unit covers nothing") {
  CHECK_THROWS_AS(packs(1, 0), DivisionByZero);
  CHECK_THROWS_AS(packs(0, 0), DivisionByZero);
  CHECK_THROWS_AS(packs(10, -1), DivisionByZero);
}
