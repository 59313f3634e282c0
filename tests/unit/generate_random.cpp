#include <array>
#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "procurement/app/generate/line_quotas.h"
#include "procurement/app/generate/seeded_random.h"

using namespace wutong::app;

using Figures = std::vector<std::int64_t>;

TEST_CASE("random numbers are the same on every machine", "[generate]") {
  SeededRandom random(1, Purpose::bids, 0);
  Figures drawn;
  for (int i = 0; i < 6; ++i) {
    drawn.push_back(random.below(1'000'000));
  }
  CHECK(drawn == Figures{300194, 818478, 238755, 180772, 679909, 260115});
}

TEST_CASE("a stream depends on seed, purpose and index", "[generate]") {
  const auto first = [](std::uint64_t seed, Purpose purpose, std::uint64_t index) {
    return SeededRandom(seed, purpose, index).below(std::numeric_limits<std::int64_t>::max());
  };
  const std::int64_t one = first(1, Purpose::bids, 0);
  CHECK(first(1, Purpose::bids, 0) == one);
  CHECK(first(2, Purpose::bids, 0) != one);
  CHECK(first(1, Purpose::bid_tiers, 0) != one);
  CHECK(first(1, Purpose::bids, 1) != one);
}

TEST_CASE("every number of a range comes up, and none outside it", "[generate]") {
  SeededRandom random(7, Purpose::bids, 3);
  std::array<int, 7> times{};
  for (int i = 0; i < 7000; ++i) {
    const std::int64_t drawn = random.between(-3, 3);
    REQUIRE(drawn >= -3);
    REQUIRE(drawn <= 3);
    ++times[static_cast<std::size_t>(drawn + 3)];
  }
  for (const int count : times) {
    CHECK(count > 850);
    CHECK(count < 1150);
  }
  CHECK(random.below(1) == 0);
  CHECK_FALSE(random.happens(0));
  CHECK(random.happens(1000));
}

TEST_CASE("lines are shared out by weight, and none is lost", "[generate]") {
  CHECK(line_quotas(10, {0, 1, 1}, 100) == Figures{0, 5, 5});
  CHECK(line_quotas(11, {0, 1, 1}, 100) == Figures{0, 6, 5});
  CHECK(line_quotas(100, {1, 9}, 60) == Figures{40, 60});
  CHECK(line_quotas(6, {0, 1000, 1, 1}, 2) == Figures{0, 2, 2, 2});
  CHECK(line_quotas(0, {1, 2}, 5) == Figures{0, 0});
  CHECK(line_quotas(3, {0}, 5) == Figures{0});
  CHECK(line_quotas(1, {5, 5, 5}, 5) == Figures{1, 0, 0});
}

TEST_CASE("shares of many lines sum to the lines", "[generate]") {
  for (const std::int64_t lines : {1, 17, 4321, 99'999, 199'999, 200'000}) {
    Figures weights;
    for (std::int64_t i = 0; i < 1000; ++i) {
      weights.push_back(1 + i * i % 977);
    }
    const Figures quotas = line_quotas(lines, weights, 200);
    CHECK(std::accumulate(quotas.begin(), quotas.end(), std::int64_t{0}) == lines);
    for (const std::int64_t quota : quotas) {
      REQUIRE(quota >= 0);
      REQUIRE(quota <= 200);
    }
  }
}
