#include <catch2/catch.hpp>

#include "pricing/error.h"
#include "procurement/purchase/forecast/replay_policy.h"
#include "tests/unit/forecast_support.h"

using namespace wutong::forecast;
using namespace wutong::test;
using wutong::pricing::BadNumber;
using wutong::pricing::Quantity;

namespace {

constexpr Estimate periods(std::int64_t hundredths) {
  return Estimate::of_micros(hundredths * 10'000);
}

struct Asked {
  ReviewPolicy policy{{periods(100), periods(100)}};
  StockPosition position{};
  OrderSize size{};
};

Suggestion suggest(const Demand& demand, const Asked& asked) {
  RollingForecast rolling(demand, demand, {6, 12, 1});
  return suggest_by_review(rolling, demand, demand.size(), usual_errors(), asked.policy,
                           asked.position, asked.size);
}

const Demand tens(24, Estimate::of_units(10));

}  // namespace

TEST_CASE("order up to the demand of review period and lead time", "[forecast]") {
  Asked asked;
  CHECK(suggest(tens, asked).target == Quantity(20));
  asked.policy.protection.lead_time_periods = periods(150);
  CHECK(suggest(tens, asked).expected_demand == Estimate::of_units(25));
  asked.policy.protection.lead_time_periods = periods(25);
  CHECK(suggest(tens, asked).expected_demand.to_string() == "12.5");
  CHECK(suggest(tens, asked).target == Quantity(13));
}

TEST_CASE("what is there and on its way counts, what is owed counts against it", "[forecast]") {
  Asked asked;
  asked.position = {Quantity(5), Quantity(3), Quantity(4), Quantity(2)};
  const Suggestion suggestion = suggest(tens, asked);
  CHECK(suggestion.shortfall == Quantity(10));
  CHECK(suggestion.suggested == Quantity(10));
  asked.position.on_hand = Quantity(500);
  CHECK(suggest(tens, asked).suggested == Quantity(0));
}

TEST_CASE("whole packs where they are required, small quantities where not", "[forecast]") {
  Asked asked;
  asked.position.on_hand = Quantity(5);
  asked.size.pack_size = Quantity(6);
  CHECK(suggest(tens, asked).suggested == Quantity(18));
  CHECK(suggest(tens, asked).packs == Quantity(3));
  asked.size.packs = Packs::opened;
  CHECK(suggest(tens, asked).suggested == Quantity(15));
  CHECK(suggest(tens, asked).packs == Quantity(0));
  asked.size.least = Quantity(20);
  CHECK(suggest(tens, asked).suggested == Quantity(20));
  asked.position.on_hand = Quantity(20);
  CHECK(suggest(tens, asked).suggested == Quantity(0));
}

TEST_CASE("a new item goes by its peers, without any by its least stock", "[forecast]") {
  Asked asked;
  const Suggestion nothing = suggest({}, asked);
  CHECK(nothing.source == DemandSource::nothing);
  CHECK(nothing.suggested == Quantity(0));
  asked.policy.least_stock = Quantity(4);
  CHECK(suggest({}, asked).suggested == Quantity(4));
  asked.policy.peers_rate = Estimate::of_units(3);
  const Suggestion peers = suggest({}, asked);
  CHECK(peers.source == DemandSource::peers);
  CHECK(peers.expected_demand == Estimate::of_units(6));
  // Root of 6 x 1, times 1.644854: 4.03.
  CHECK(peers.safety.spread.to_string() == "2.449489");
  CHECK(peers.target == Quantity(11));
}

TEST_CASE("a short history leans on its peers, the less the longer it is", "[forecast]") {
  Asked asked;
  asked.policy.peers_rate = Estimate::of_units(40);
  const Suggestion two = suggest(Demand(2, Estimate::of_units(10)), asked);
  CHECK(two.source == DemandSource::history_and_peers);
  CHECK(two.expected_demand == Estimate::of_units(60));  // (2 x 20 + 4 x 80) / 6
  const Suggestion six = suggest(Demand(6, Estimate::of_units(10)), asked);
  CHECK(six.source == DemandSource::history);
  CHECK(six.expected_demand == Estimate::of_units(20));
}

TEST_CASE("a higher service level never suggests less, nor does less stock", "[forecast]") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (int run = 0; run < 40; ++run) {
    const Demand demand = made_up_demand(random, random() % 60, 5 + random() % 96,
                                         1 + static_cast<int>(random() % 40));
    Asked asked;
    asked.policy.protection = {periods(50 + static_cast<std::int64_t>(random() % 200)),
                               periods(static_cast<std::int64_t>(random() % 250))};
    Quantity last;
    for (const std::int64_t percent : {50, 60, 75, 85, 90, 95, 97, 98, 99}) {
      asked.policy.service_level = {percent, 100};
      const Suggestion suggestion = suggest(demand, asked);
      CAPTURE(run, percent, demand.size());
      CHECK(suggestion.suggested >= last);
      last = suggestion.suggested;
      asked.position.on_hand = Quantity(3);
      CHECK(suggest(demand, asked).suggested <= suggestion.suggested);
      asked.position.on_hand = Quantity(0);
    }
  }
}

TEST_CASE("stock against what happens seldom enough is not kept", "[forecast]") {
  Demand seldom(40, Estimate{});
  seldom[3] = seldom[30] = Estimate::of_units(600);
  Asked asked;
  asked.policy.service_level = {90, 100};
  CHECK(suggest(seldom, asked).target == Quantity(0));
  CHECK(suggest(seldom, asked).safety.stock < Estimate{});
  asked.policy.service_level = {99, 100};
  CHECK(suggest(seldom, asked).target >= Quantity(600));
}

TEST_CASE("minimum and maximum order at the minimum, imprest at every round", "[forecast]") {
  const MinimumMaximum levels{Quantity(10), Quantity(40)};
  CHECK(suggest_by_levels(levels, {Quantity(11), {}, {}, {}}, {}).suggested == Quantity(0));
  CHECK(suggest_by_levels(levels, {Quantity(10), {}, {}, {}}, {}).suggested == Quantity(30));
  CHECK(suggest_by_levels(levels, {Quantity(4), Quantity(7), {}, {}}, {}).suggested == Quantity(0));
  CHECK(suggest_by_imprest(Quantity(40), {Quantity(39), {}, {}, {}}, {}).suggested == Quantity(1));
  CHECK(suggest_by_imprest(Quantity(40), {Quantity(50), {}, {}, {}}, {}).suggested == Quantity(0));
  CHECK(name_of(suggest_by_imprest(Quantity(1), {}, {}).rule) == "imprest");
}

TEST_CASE("figures that cannot be are refused", "[forecast]") {
  Asked asked;
  asked.position.on_hand = Quantity(-1);
  CHECK_THROWS_AS(suggest(tens, asked), BadNumber);
  asked = {};
  asked.size.pack_size = Quantity(0);
  CHECK_THROWS_AS(suggest(tens, asked), BadNumber);
  asked = {};
  asked.policy.service_level = {100, 100};
  CHECK_THROWS_AS(suggest(tens, asked), BadNumber);
  asked = {};
  asked.policy.protection = {{}, {}};
  CHECK_THROWS_AS(suggest(tens, asked), BadNumber);
  asked.policy.protection = {periods(700), {}};
  CHECK_THROWS_AS(suggest(tens, asked), BadNumber);
  CHECK_THROWS_AS(suggest_by_levels({Quantity(5), Quantity(4)}, {}, {}), BadNumber);
  CHECK_THROWS_AS(suggest_by_imprest(Quantity(-1), {}, {}), BadNumber);
}

TEST_CASE("a replay of constant demand has no stock-out, and without stock nothing else",
          "[forecast]") {
  const ReplayOptions options;
  RollingForecast rolling(tens, tens, {2, 12, 1});
  const ReplayOutcome review = replay_review(rolling, tens, usual_errors(), options);
  CHECK(review.periods == 11);  // 12 replayed, the first before its order arrives
  CHECK(review.stock_outs == 0);
  CHECK(review.mean_stock == Estimate::of_units(0));
  CHECK(review.usual_demand == Estimate::of_units(10));
  const ReplayOutcome usual = replay_levels(tens, options, {1, 1});
  CHECK(usual.stock_outs == 0);
  const ReplayOutcome none = replay_levels(tens, options, {0, 1});
  CHECK(none.stock_outs == 11);
  CHECK(none.unmet == Estimate::of_units(110));
}

TEST_CASE("a replay by hand", "[forecast]") {
  // Mean demand before 4: minimum 8, maximum 12. Each period: arrival, order, demand.
  Demand demand(12, Estimate::of_units(4));
  demand[6] = Estimate::of_units(9);
  demand[7] = Estimate::of_units(9);
  const ReplayOutcome outcome = replay_levels(demand, {1, 1, {95, 100}, 6}, {1, 1});
  // 6: 12 > 8, no order; 12 - 9 = 3. 7: 3 <= 8, 9 ordered; 3 of 9 met. 8: 9 there, none (9 > 8);
  // 9 - 4 = 5. 9: 7 ordered; 1 left. 10: 8 there, 4 ordered; 4 left. 11: 8 there; 4 left.
  CHECK(outcome.periods == 5);
  CHECK(outcome.stock_outs == 1);
  CHECK(outcome.unmet == Estimate::of_units(6));
  CHECK(outcome.mean_stock.to_string() == "2.8");
}

TEST_CASE("a replay does not know what comes", "[forecast]") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  const Demand demand = made_up_demand(random, 48, 60, 20);
  RollingForecast rolling(demand, demand, {2, 12, 1});
  const ReplayOutcome whole = replay_review(rolling, demand, usual_errors(), {});
  Demand other = demand;
  other.back() = Estimate::of_units(0);
  RollingForecast of_other(other, other, {2, 12, 1});
  const ReplayOutcome changed = replay_review(of_other, other, usual_errors(), {});
  const bool was_short = whole.stock_outs > changed.stock_outs;
  CHECK(whole.stock_outs - changed.stock_outs == (was_short ? 1 : 0));
}
