#include <catch2/catch.hpp>
#include <numeric>
#include <random>
#include <vector>

#include "procurement/distribution/fair_shares.h"

using namespace wutong;
using inventory::FacilityQuantity;
using inventory::RequestKind;
using pricing::Quantity;

namespace {

using Units = std::vector<std::int64_t>;

/// What each request gets of `available`, emergencies first.
Units shares(std::int64_t available, const Units& emergencies, const Units& regular) {
  std::vector<FacilityQuantity> requests;
  for (const std::int64_t units : emergencies) {
    requests.push_back({1, RequestKind::emergency, 1, Quantity(units)});
  }
  for (const std::int64_t units : regular) {
    requests.push_back({1, RequestKind::regular, 1, Quantity(units)});
  }
  Units given;
  for (const Quantity share : procurement::fair_shares(Quantity(available), requests)) {
    given.push_back(share.units());
  }
  return given;
}

}  // namespace

TEST_CASE("stock that covers everything gives everyone what was asked", "[allocation]") {
  CHECK(shares(1000, {10, 20}, {30, 40}) == Units{10, 20, 30, 40});
  CHECK(shares(100, {10, 20}, {30, 40}) == Units{10, 20, 30, 40});
}

TEST_CASE("one unit short of everything takes it from the regular requests alone", "[allocation]") {
  CHECK(shares(99, {10, 20}, {30, 40}) == Units{10, 20, 30, 39});
}

TEST_CASE("emergencies are served first, even when nothing is left for the others",
          "[allocation]") {
  CHECK(shares(30, {10, 20}, {30, 40}) == Units{10, 20, 0, 0});
  CHECK(shares(31, {10, 20}, {30, 40}) == Units{10, 20, 0, 1});
  CHECK(shares(15, {10, 20}, {30, 40}) == Units{5, 10, 0, 0});
}

TEST_CASE("a class that is not covered shares in proportion, by largest remainder",
          "[allocation]") {
  // 10 over 3 + 4 + 8: 2.00, 2.67, 5.33. The unit that is left goes to the second.
  CHECK(shares(10, {}, {3, 4, 8}) == Units{2, 3, 5});
  // 7 over 1 + 5 + 6: 0.58, 2.92, 3.50. Two are left: to the second, then the first.
  CHECK(shares(7, {}, {1, 5, 6}) == Units{1, 3, 3});
  CHECK(shares(7, {1, 5, 6}, {}) == Units{1, 3, 3});
}

TEST_CASE("equal remainders go by position, which is the order of the facility codes",
          "[allocation]") {
  CHECK(shares(10, {}, {5, 5, 5}) == Units{4, 3, 3});
  CHECK(shares(11, {}, {5, 5, 5}) == Units{4, 4, 3});
  CHECK(shares(1, {}, {7, 7}) == Units{1, 0});
  CHECK(shares(4, {5, 5, 5}, {9}) == Units{2, 1, 1, 0});
}

TEST_CASE("with nothing available everyone gets nothing", "[allocation]") {
  CHECK(shares(0, {10}, {20, 30}) == Units{0, 0, 0});
  CHECK(shares(0, {}, {}).empty());
  CHECK(shares(100, {}, {}).empty());
}

TEST_CASE("large requests are shared exactly", "[allocation]") {
  const std::int64_t half = INT64_MAX / 2;
  CHECK(shares(half, {}, {half, half}) == Units{half / 2 + 1, half / 2});
}

TEST_CASE("nobody gets more than was asked, and nothing that could be given stays behind",
          "[allocation]") {
  std::mt19937 random(20261122);
  const auto any = [&](std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(0, most)(random);
  };
  for (int round = 0; round < 500; ++round) {
    Units emergencies(static_cast<std::size_t>(any(4)));
    Units regular(static_cast<std::size_t>(any(5)));
    for (auto& units : emergencies) units = 1 + any(40);
    for (auto& units : regular) units = 1 + any(40);
    const std::int64_t urgent = std::reduce(emergencies.begin(), emergencies.end());
    const std::int64_t asked = urgent + std::reduce(regular.begin(), regular.end());
    const std::int64_t available = any(300);
    const Units given = shares(available, emergencies, regular);
    const auto split = given.begin() + static_cast<std::ptrdiff_t>(emergencies.size());
    REQUIRE(given.size() == emergencies.size() + regular.size());
    REQUIRE(std::reduce(given.begin(), split) == std::min(available, urgent));
    REQUIRE(std::reduce(given.begin(), given.end()) == std::min(available, asked));
    Units requests = emergencies;
    requests.insert(requests.end(), regular.begin(), regular.end());
    for (std::size_t index = 0; index < given.size(); ++index) {
      REQUIRE(given[index] >= 0);
      REQUIRE(given[index] <= requests[index]);
    }
  }
}
