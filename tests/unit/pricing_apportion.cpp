#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <numeric>
#include <vector>

#include "pricing/apportion.h"
#include "pricing/error.h"

using namespace wutong::pricing;

namespace {

using Figures = std::vector<std::int64_t>;

constexpr auto int64_max = std::numeric_limits<std::int64_t>::max();
constexpr auto int64_min = std::numeric_limits<std::int64_t>::min();

struct SplitRow {
  std::int64_t total;
  Figures weights;
  Figures parts;
};

}  // namespace

TEST_CASE("a total splits by largest remainder") {
  const SplitRow row = GENERATE(values<SplitRow>({
      {100, {1, 1, 1}, {34, 33, 33}},         // a tie goes to the first
      {101, {1, 1, 1}, {34, 34, 33}},         // then to the second
      {2, {1, 1, 1}, {1, 1, 0}},              // less than one each
      {10, {3, 3, 1}, {4, 4, 2}},             // 4.29 4.29 1.43
      {10, {1, 3, 3}, {2, 4, 4}},             // position is no rank of its own
      {7, {10, 0, 20}, {2, 0, 5}},            // 2.33 and 4.67
      {5, {0, 1, 0, 1, 0}, {0, 3, 0, 2, 0}},  // a weight of zero gets nothing
      {1, {1, 2, 2}, {0, 1, 0}},              //
      {12, {1, 2, 3}, {2, 4, 6}},             // exact
      {5, {5}, {5}},                          //
      {0, {1, 2}, {0, 0}},                    //
      {1, {int64_max, int64_max}, {1, 0}},    // weights that sum to 64 bits and more
      {int64_max, {int64_max}, {int64_max}},  //
      {int64_max, {1, 1}, {4611686018427387904, 4611686018427387903}},
      {int64_max,
       {int64_max, int64_max, int64_max},
       {3074457345618258603, 3074457345618258602, 3074457345618258602}},
  }));
  CAPTURE(row.total, row.weights);
  CHECK(apportion(row.total, row.weights) == row.parts);
}

TEST_CASE("a negative total splits as the mirror image of the positive one") {
  CHECK(apportion(-100, Figures{1, 1, 1}) == Figures{-34, -33, -33});
  CHECK(apportion(-7, Figures{10, 0, 20}) == Figures{-2, 0, -5});
  CHECK(apportion(int64_min, Figures{3}) == Figures{int64_min});
  CHECK(apportion(int64_min, Figures{int64_max}) == Figures{int64_min});
  CHECK(apportion(int64_min, Figures{1, 0, 1}) ==
        Figures{-4611686018427387904, 0, -4611686018427387904});
}

TEST_CASE("a total cannot be split over no weight, and nothing splits into nothing") {
  CHECK(apportion(0, Figures{}).empty());
  CHECK(apportion(0, Figures{0, 0}) == Figures{0, 0});
  CHECK_THROWS_AS(apportion(1, Figures{}), DivisionByZero);
  CHECK_THROWS_AS(apportion(1, Figures{0, 0}), DivisionByZero);
  CHECK_THROWS_AS(apportion(-1, Figures{0}), DivisionByZero);
}

TEST_CASE("a negative weight is refused whatever the total") {
  CHECK_THROWS_AS(apportion(10, Figures{3, -1}), BadNumber);
  CHECK_THROWS_AS(apportion(0, Figures{-1, 1}), BadNumber);
  CHECK_THROWS_AS(apportion(1, Figures{int64_min}), BadNumber);
}

TEST_CASE("a hundred thousand equal weights each get their share, the first ones one more") {
  const Figures weights(100'000, int64_max);
  const Figures parts = apportion(250'001, weights);
  CHECK(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == 250'001);
  CHECK(std::count(parts.begin(), parts.begin() + 50'001, 3) == 50'001);
  CHECK(std::count(parts.begin() + 50'001, parts.end(), 2) == 49'999);
}
