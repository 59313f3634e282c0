#include <catch2/catch.hpp>
#include <limits>
#include <type_traits>

#include "pricing/error.h"
#include "pricing/money.h"
#include "pricing/quantity.h"
#include "pricing/unit_price.h"

using namespace wutong::pricing;

namespace {

constexpr auto int64_max = std::numeric_limits<std::int64_t>::max();
constexpr auto int64_min = std::numeric_limits<std::int64_t>::min();

template <class Number>
concept makes_money = requires(Number number) {
  Money::fen(number);
};

template <class A, class B>
concept adds_up = requires(A a, B b) {
  a + b;
};

template <class A, class B>
concept compares = requires(A a, B b) {
  a < b;
};

template <class A, class B>
constexpr bool unrelated = !std::is_convertible_v<A, B> && !std::is_constructible_v<A, B> &&
                           !std::is_assignable_v<A&, B> && !adds_up<A, B> && !compares<A, B>;

}  // namespace

// The three do not turn into each other, nor plain numbers into them by accident.
static_assert(unrelated<Money, UnitPrice> && unrelated<UnitPrice, Money>);
static_assert(unrelated<Money, Quantity> && unrelated<Quantity, Money>);
static_assert(unrelated<UnitPrice, Quantity> && unrelated<Quantity, UnitPrice>);
static_assert(unrelated<Money, int> && unrelated<Money, double>);
static_assert(unrelated<Money, std::int64_t> && unrelated<Money, float>);
static_assert(unrelated<UnitPrice, int> && unrelated<UnitPrice, double>);
static_assert(!std::is_convertible_v<int, Quantity> && !std::is_convertible_v<double, Quantity>);
static_assert(!std::is_convertible_v<Money, double> && !std::is_convertible_v<Money, int>);
static_assert(!std::is_convertible_v<Quantity, double> && !std::is_convertible_v<Quantity, int>);
static_assert(makes_money<int> && makes_money<std::int64_t>);
static_assert(!makes_money<double> && !makes_money<float> && !makes_money<long double>);
static_assert(adds_up<Money, Money> && compares<Money, Money>);

TEST_CASE("money prints yuan with exactly two decimals") {
  CHECK(Money::fen(0).to_string() == "0.00");
  CHECK(Money::fen(5).to_string() == "0.05");
  CHECK(Money::fen(-5).to_string() == "-0.05");
  CHECK(Money::fen(870).to_string() == "8.70");
  CHECK(Money::fen(-123456).to_string() == "-1234.56");
  CHECK(Money::fen(int64_max).to_string() == "92233720368547758.07");
  CHECK(Money::fen(int64_min).to_string() == "-92233720368547758.08");
}

TEST_CASE("money reads yuan with up to two decimals") {
  CHECK(Money::parse("8").fen() == 800);
  CHECK(Money::parse("8.7").fen() == 870);
  CHECK(Money::parse("8.72").fen() == 872);
  CHECK(Money::parse("-0.05").fen() == -5);
}

TEST_CASE("money adds, subtracts and compares exactly") {
  CHECK((Money::fen(10) + Money::fen(20)).fen() == 30);
  CHECK((Money::fen(10) - Money::fen(20)).fen() == -10);
  CHECK((-Money::fen(7)).fen() == -7);
  CHECK(Money::fen(-1) < Money::fen(0));
  CHECK(Money::fen(3) == Money::parse("0.03"));
  CHECK(Money().is_zero());
  CHECK((Money::fen(int64_max) + Money::fen(int64_min)).fen() == -1);
  CHECK((-Money::fen(int64_max)).fen() == -int64_max);
}

TEST_CASE("money overflows at 64 bits, in either direction") {
  CHECK_THROWS_AS(Money::fen(int64_max) + Money::fen(1), Overflow);
  CHECK_THROWS_AS(Money::fen(int64_min) + Money::fen(-1), Overflow);
  CHECK_THROWS_AS(Money::fen(int64_min) - Money::fen(1), Overflow);
  CHECK_THROWS_AS(Money::fen(0) - Money::fen(int64_min), Overflow);
  CHECK_THROWS_AS(-Money::fen(int64_min), Overflow);
}

TEST_CASE("a sum that overflows leaves the money it was added to unchanged") {
  Money total = Money::fen(int64_max);
  CHECK_THROWS_AS(total += Money::fen(1), Overflow);
  CHECK(total.fen() == int64_max);
  CHECK_THROWS_AS(total -= Money::fen(-1), Overflow);
  CHECK(total.fen() == int64_max);
}
