#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "procurement/award_rules/award_lowest_price.h"

using namespace wutong;
using pricing::Quantity;
using pricing::UnitPrice;
using procurement::award_lowest_price;
using procurement::StandingBid;

namespace {

using Lines = std::vector<std::string>;

struct SupplierBids {
  StandingBid bid;

  SupplierBids& up_to(std::int64_t packs) {
    bid.capacity_packs = Quantity(packs);
    return *this;
  }
  SupplierBids& at_least(std::int64_t packs) {
    bid.min_order_packs = Quantity(packs);
    return *this;
  }
};

SupplierBids supplier(const char* code, const char* pack_price) {
  return {{0, code, UnitPrice::parse(pack_price), std::nullopt, Quantity(0)}};
}

/// "code packs reason", in the order in which the awards were made.
Lines awards(std::int64_t packs_needed, const std::vector<SupplierBids>& offers) {
  std::vector<StandingBid> bids;
  for (const SupplierBids& offer : offers) bids.push_back(offer.bid);
  Lines lines;
  for (const auto& awarded : award_lowest_price(Quantity(packs_needed), bids)) {
    lines.push_back(std::string(bids[awarded.bid].supplier_code) + " " + awarded.packs.to_string() +
                    " " + std::string(awarded.reason));
  }
  return lines;
}

}  // namespace

TEST_CASE("the lowest price takes the whole need", "[bargaining]") {
  CHECK(awards(100, {supplier("S1", "9.01"), supplier("S2", "9.00"), supplier("S3", "9.0001")}) ==
        Lines{"S2 100 lowest_price"});
}

TEST_CASE("what exceeds a capacity goes to the next lowest price", "[bargaining]") {
  CHECK(awards(100, {supplier("S1", "9").up_to(60), supplier("S2", "9.5").up_to(30),
                     supplier("S3", "10")}) ==
        Lines{"S1 60 lowest_price", "S2 30 next_lowest_price", "S3 10 next_lowest_price"});
}

TEST_CASE("a capacity that just covers the need leaves nothing for others", "[bargaining]") {
  CHECK(awards(100, {supplier("S1", "9").up_to(100), supplier("S2", "9.5")}) ==
        Lines{"S1 100 lowest_price"});
  CHECK(awards(101, {supplier("S1", "9").up_to(100), supplier("S2", "9.5")}) ==
        Lines{"S1 100 lowest_price", "S2 1 next_lowest_price"});
}

TEST_CASE("at one price the larger capacity goes first, and an unlimited one before all",
          "[bargaining]") {
  CHECK(awards(10, {supplier("S1", "9").up_to(4), supplier("S2", "9").up_to(7)}) ==
        Lines{"S2 7 lowest_price", "S1 3 next_lowest_price"});
  CHECK(awards(10, {supplier("S1", "9").up_to(1'000'000), supplier("S2", "9")}) ==
        Lines{"S2 10 lowest_price"});
}

TEST_CASE("prices are compared by value, not by the decimals they came with", "[bargaining]") {
  CHECK(awards(10, {supplier("S1", "8.70"), supplier("S2", "8.7").up_to(4)}) ==
        Lines{"S1 10 lowest_price"});
  CHECK(awards(10, {supplier("S2", "8.7000"), supplier("S1", "8.7")}) ==
        Lines{"S1 10 lowest_price"});
}

TEST_CASE("at one price and capacity the supplier's code decides, byte by byte", "[bargaining]") {
  CHECK(awards(1, {supplier("S2", "9"), supplier("S10", "9")}) == Lines{"S10 1 lowest_price"});
  CHECK(awards(1, {supplier("s1", "9"), supplier("S2", "9")}) == Lines{"S2 1 lowest_price"});
  CHECK(awards(1, {supplier("供1", "9"), supplier("z", "9")}) == Lines{"z 1 lowest_price"});
  CHECK(awards(9, {supplier("B", "9").up_to(5), supplier("A", "9").up_to(5)}) ==
        Lines{"A 5 lowest_price", "B 4 next_lowest_price"});
}

TEST_CASE("a small need is raised to the minimum order, and then nothing is needed any more",
          "[bargaining]") {
  CHECK(awards(3, {supplier("S1", "9").at_least(5), supplier("S2", "9.5")}) ==
        Lines{"S1 5 raised_to_minimum_order"});
  CHECK(awards(5, {supplier("S1", "9").at_least(5)}) == Lines{"S1 5 lowest_price"});
  CHECK(awards(6, {supplier("S1", "9").at_least(5)}) == Lines{"S1 6 lowest_price"});
}

TEST_CASE("what is left over is raised to the next one's minimum order", "[bargaining]") {
  CHECK(awards(100, {supplier("S1", "9").up_to(98), supplier("S2", "10").at_least(20),
                     supplier("S3", "11")}) ==
        Lines{"S1 98 lowest_price", "S2 20 raised_to_minimum_order"});
}

TEST_CASE("a bid of no capacity gets no award", "[bargaining]") {
  CHECK(awards(10, {supplier("S1", "9").up_to(0)}).empty());
  CHECK(awards(10, {supplier("S1", "9").up_to(0), supplier("S2", "10")}) ==
        Lines{"S2 10 lowest_price"});
}

TEST_CASE("bids that do not suffice are awarded in full", "[bargaining]") {
  CHECK(awards(100, {supplier("S1", "9").up_to(40), supplier("S2", "8").up_to(30)}) ==
        Lines{"S2 30 lowest_price", "S1 40 next_lowest_price"});
}

TEST_CASE("without a need or without a bid there is no award", "[bargaining]") {
  CHECK(awards(0, {supplier("S1", "9"), supplier("S2", "9").at_least(5)}).empty());
  CHECK(awards(10, {}).empty());
}

TEST_CASE("a need of the largest quantity is awarded without overflow", "[bargaining]") {
  CHECK(awards(INT64_MAX, {supplier("S1", "9").up_to(INT64_MAX - 1), supplier("S2", "9.1")}) ==
        Lines{"S1 9223372036854775806 lowest_price", "S2 1 next_lowest_price"});
}

TEST_CASE("the awards do not depend on the order in which the bids came", "[bargaining]") {
  std::vector<SupplierBids> offers{supplier("S1", "9").up_to(10), supplier("S2", "9").up_to(10),
                                   supplier("S3", "8.5").up_to(0), supplier("S4", "9.00").up_to(12),
                                   supplier("S5", "10")};
  const Lines expected{"S4 12 lowest_price", "S1 10 next_lowest_price", "S2 10 next_lowest_price",
                       "S5 3 next_lowest_price"};
  std::vector<std::size_t> order(offers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  do {
    std::vector<SupplierBids> shuffled;
    for (const std::size_t position : order) shuffled.push_back(offers[position]);
    REQUIRE(awards(35, shuffled) == expected);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("awards cover the need as far as the capacities go, cheapest first", "[bargaining]") {
  std::mt19937 random(20261122);
  const auto any = [&](std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(0, most)(random);
  };
  for (int round = 0; round < 500; ++round) {
    const std::vector<std::string> codes{"A", "B", "C", "D", "E", "F"};
    std::vector<StandingBid> bids;
    std::int64_t capacity = 0;
    for (std::size_t index = 0; index < static_cast<std::size_t>(any(6)); ++index) {
      bids.push_back({0, codes[index], UnitPrice::of_micros(1'000'000 + any(3) * 100, 4),
                      Quantity(any(50)), Quantity(0)});
      capacity += bids.back().capacity_packs->units();
    }
    const std::int64_t needed = any(120);
    std::int64_t packs = 0;
    UnitPrice last;
    for (const auto& awarded : award_lowest_price(Quantity(needed), bids)) {
      REQUIRE(awarded.packs > Quantity(0));
      REQUIRE(awarded.packs <= *bids[awarded.bid].capacity_packs);
      REQUIRE(bids[awarded.bid].pack_price >= last);
      last = bids[awarded.bid].pack_price;
      packs += awarded.packs.units();
    }
    REQUIRE(packs == std::min(needed, capacity));
  }
}
