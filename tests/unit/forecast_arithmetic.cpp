#include <catch2/catch.hpp>
#include <cstdlib>
#include <limits>
#include <random>

#include "pricing/error.h"
#include "pricing/round_quotient.h"
#include "procurement/purchase/forecast/estimate.h"
#include "procurement/purchase/forecast/integer_root.h"
#include "procurement/purchase/forecast/normal_quantile.h"

using namespace wutong::forecast;
namespace pricing = wutong::pricing;

namespace {

Estimate micros(std::int64_t count) {
  return Estimate::of_micros(count);
}

}  // namespace

TEST_CASE("an estimate is read and shown as a plain decimal", "[forecast]") {
  CHECK(Estimate::parse("12.5").micros() == 12'500'000);
  CHECK(Estimate::parse("0.000001").micros() == 1);
  CHECK(Estimate::parse("12.500").to_string() == "12.5");
  CHECK(micros(-250'000).to_string() == "-0.25");
  CHECK(Estimate::of_units(300).to_string() == "300");
  CHECK(Estimate{}.to_string() == "0");
  CHECK_THROWS_AS(Estimate::parse("-1"), pricing::BadNumber);
  CHECK_THROWS_AS(Estimate::parse("1e3"), pricing::BadNumber);
  CHECK_THROWS_AS(Estimate::parse("0.0000001"), pricing::BadNumber);
}

TEST_CASE("a share of an estimate is rounded half to even, in both directions", "[forecast]") {
  CHECK(scaled(micros(5), {1, 2}) == micros(2));
  CHECK(scaled(micros(7), {1, 2}) == micros(4));
  CHECK(scaled(micros(-5), {1, 2}) == micros(-2));
  CHECK(scaled(micros(-7), {1, 2}) == micros(-4));
  CHECK(scaled(micros(10), {2, 3}) == micros(7));
  CHECK(scaled(micros(10), {1, 3}) == micros(3));
  CHECK(product(Estimate::parse("1.5"), Estimate::parse("2.5")) == Estimate::parse("3.75"));
  CHECK(quotient(Estimate::of_units(10), Estimate::of_units(3)) == micros(3'333'333));
  CHECK_THROWS_AS(quotient(Estimate::of_units(1), Estimate{}), pricing::DivisionByZero);
}

TEST_CASE("the short way of rounding agrees with the one of pricing", "[forecast]") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  const auto any = [&](std::int64_t greatest) {
    return std::uniform_int_distribution<std::int64_t>(-greatest, greatest)(random);
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t value = any(std::int64_t{1} << (i % 50));
    const Share share{any(1'000), 1 + std::abs(any(1'000))};
    CAPTURE(value, share.numerator, share.denominator);
    CHECK(scaled(micros(value), share).micros() ==
          static_cast<std::int64_t>(
              pricing::round_quotient(pricing::Int128{value} * share.numerator, share.denominator,
                                      pricing::Rounding::half_even)));
  }
}

TEST_CASE("what does not fit is an overflow and never wraps", "[forecast]") {
  const Estimate greatest = micros(std::numeric_limits<std::int64_t>::max());
  CHECK_THROWS_AS(greatest + micros(1), pricing::Overflow);
  CHECK_THROWS_AS(-greatest - micros(2), pricing::Overflow);
  CHECK_THROWS_AS(scaled(greatest, {3, 2}), pricing::Overflow);
  CHECK_THROWS_AS(product(greatest, Estimate::of_units(2)), pricing::Overflow);
  CHECK_THROWS_AS(quotient(greatest, micros(1)), pricing::Overflow);
  CHECK_THROWS_AS(Estimate::of_units(std::numeric_limits<std::int64_t>::max()), pricing::Overflow);
  CHECK(scaled(greatest, {1'000'000, 1'000'000}) == greatest);
}

TEST_CASE("whole units are the next ones up", "[forecast]") {
  CHECK(Estimate::parse("3").whole_units_up() == 3);
  CHECK(Estimate::parse("3.000001").whole_units_up() == 4);
  CHECK(micros(-1'500'000).whole_units_up() == -1);
}

TEST_CASE("the root of a whole number is cut to a whole number", "[forecast]") {
  CHECK(integer_root(0) == 0);
  CHECK(integer_root(15) == 3);
  CHECK(integer_root(16) == 4);
  const pricing::Int128 large =
      pricing::Int128{3'000'000'000'000'000'000} * 3'000'000'000'000'000'000;
  CHECK(integer_root(large) == 3'000'000'000'000'000'000);
  CHECK(integer_root(large - 1) == 2'999'999'999'999'999'999);
  CHECK_THROWS_AS(integer_root(-1), pricing::BadNumber);
}

TEST_CASE("normal quantiles are those of the tables, to six places", "[forecast]") {
  CHECK(normal_quantile({50, 100}).to_string() == "0");
  CHECK(normal_quantile({60, 100}).to_string() == "0.253347");
  CHECK(normal_quantile({80, 100}).to_string() == "0.841621");
  CHECK(normal_quantile({90, 100}).to_string() == "1.281552");
  CHECK(normal_quantile({95, 100}).to_string() == "1.644854");
  CHECK(normal_quantile({975, 1'000}).to_string() == "1.959964");
  CHECK(normal_quantile({99, 100}).to_string() == "2.326348");
  CHECK(normal_quantile({999, 1'000}).to_string() == "3.090232");
  CHECK(normal_quantile({9'999, 10'000}).to_string() == "3.719016");
  CHECK_THROWS_AS(normal_quantile({49, 100}), pricing::BadNumber);
  CHECK_THROWS_AS(normal_quantile({1, 1}), pricing::BadNumber);
  CHECK_THROWS_AS(normal_quantile({1, 0}), pricing::BadNumber);
}
