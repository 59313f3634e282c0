#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "procurement/purchase/demand/suggest_item.h"
#include "tests/support/organisation_actor.h"

using namespace wutong;
using namespace wutong::procurement;
using inventory::DayFlow;
using inventory::FacilityKind;
using inventory::StockMethod;
using pricing::Quantity;
using test::day;

namespace {

using Texts = std::vector<std::string>;

/// Four periods of ten days until 2026-11-20; today is the day after.
struct Case {
  FacilityDemand facility;
  std::vector<DayFlow> flow;
  std::int64_t balance = 0;
  ItemDemand item;

  Case() {
    facility.plan = {ConsumptionBasis::recorded, day("2026-11-21"), day("2026-10-12"), 10, 4};
    facility.today = day("2026-11-21");
    facility.kind = FacilityKind::township;
    facility.policy.period_days = 10;
    facility.policy.periods = 4;
    facility.policy.review_days = 10;
    facility.policy.lead_time_days = 0;
    item.item_id = 1;
    item.item_kind = "western";
    item.pack_size = Quantity(10);
  }
  void used(const char* on, std::int64_t quantity) { flow.push_back({1, day(on), 0, quantity}); }
  void arrived(const char* on, std::int64_t quantity) { flow.push_back({1, day(on), quantity, 0}); }

  ItemSuggestion suggest() {
    item.flow = flow;
    item.on_hand = {balance, balance};
    return suggest_item(facility, item);
  }
};

Texts quantities(const ItemSuggestion& item) {
  Texts texts;
  for (const auto& period : item.recorded) {
    texts.push_back((period.quantity ? period.quantity->to_string() : "-") + "/" +
                    std::to_string(period.days_available));
  }
  return texts;
}

Texts used(const ItemSuggestion& item) {
  Texts texts;
  for (const auto& period : item.adjusted) {
    texts.push_back(period.used ? period.used->to_string() : "-");
  }
  return texts;
}

Case with_steady_use() {
  Case one;
  for (const char* on : {"2026-10-15", "2026-10-25", "2026-11-04", "2026-11-14"}) one.used(on, 20);
  one.balance = 7;
  return one;
}

}  // namespace

TEST_CASE("days without stock are told from the balance and what moved it", "[demand]") {
  // 30 come on 2026-10-12 and are used up by 2026-10-21; 40 come on 2026-11-06 and 20 of them go.
  Case one;
  one.arrived("2026-10-12", 30);
  one.used("2026-10-16", 20);
  one.used("2026-10-21", 10);
  one.arrived("2026-11-06", 40);
  one.used("2026-11-10", 10);
  one.used("2026-11-18", 10);
  one.balance = 20;
  const ItemSuggestion item = one.suggest();
  // 2026-10-22 to 2026-11-05 had nothing: all of the second period, five days of the third.
  CHECK(quantities(item) == Texts{"30/10", "0/0", "10/5", "10/10"});
  // Demand goes on when the shelf is empty: 10 in five days are 20 in ten. Nothing at all: unknown.
  CHECK(used(item) == Texts{"30", "-", "20", "10"});
  CHECK(item.stock_out_days == 5);
  CHECK(item.average_recorded.to_string() == "16.666667");
  CHECK(item.average.to_string() == "20");
}

TEST_CASE("what was before the facility's first record is not known", "[demand]") {
  Case one = with_steady_use();
  one.facility.plan.begin = day("2026-11-04");
  one.flow.erase(one.flow.begin(), one.flow.begin() + 2);
  const ItemSuggestion item = one.suggest();
  // The record begins on the fourth day of the third period: 20 in seven days.
  CHECK(quantities(item) == Texts{"-/0", "-/0", "20/7", "20/10"});
  CHECK(item.figures.known_periods == 2);
}

TEST_CASE("steady use: the target is one review period and its spread, less what is there",
          "[demand]") {
  Case one = with_steady_use();
  one.item.asked = {30, 99};
  const ItemSuggestion item = one.suggest();
  CHECK(used(item) == Texts{"20", "20", "20", "20"});
  CHECK(item.figures.source == forecast::DemandSource::history);
  CHECK(item.figures.expected_demand.to_string() == "20");
  // Under six errors the spread is that of chance: root(20 x 20) = 20, x 1.645 for 95 %.
  CHECK(item.figures.safety.stock.to_string().substr(0, 4) == "32.8");
  CHECK(item.figures.target == Quantity(53));
  // 53 - 7 on hand - 30 on the way = 16: two packs of 10. What awaits approval does not count.
  CHECK(item.figures.shortfall == Quantity(16));
  CHECK(item.figures.packs == Quantity(2));
  CHECK(item.suggested() == Quantity(20));
  CHECK(item.days_of_stock(10) == 3);
}

TEST_CASE("a village opens packs, unless the county says otherwise", "[demand]") {
  Case one = with_steady_use();
  one.facility.kind = FacilityKind::village;
  CHECK(one.suggest().suggested() == Quantity(46));
  one.facility.policy = replenishment_policy_of(
      R"({"period_days":10,"review_days":10,"lead_time_days":0,"opened_packs_village":0})");
  CHECK(one.suggest().suggested() == Quantity(50));
}

TEST_CASE("the service level is that of the item's kind", "[demand]") {
  Case one = with_steady_use();
  one.facility.policy.service_level_of_kind["western"] = 50;
  const ItemSuggestion item = one.suggest();
  CHECK(item.service_level.numerator == 50);
  CHECK(item.figures.safety.stock.to_string() == "0");
  CHECK(item.suggested() == Quantity(20));  // 20 - 7 = 13: two packs
}

TEST_CASE("one day out of all measure is cut down, and shown", "[demand]") {
  Case one;
  one.facility.plan = {ConsumptionBasis::recorded, day("2026-11-21"), day("2026-08-13"), 10, 10};
  one.facility.policy.periods = 10;
  inventory::Date on = day("2026-08-15");
  for (const std::int64_t quantity : {20, 21, 19, 20, 22, 18, 20, 500, 20, 21}) {
    one.flow.push_back({1, on, 0, quantity});
    on += std::chrono::days(10);
  }
  one.balance = 5;
  const ItemSuggestion item = one.suggest();
  CHECK(item.outliers == 1);
  CHECK(item.adjusted[7].of_size == forecast::Adjustment::outlier);
  CHECK(item.adjusted[7].used < forecast::Estimate::of_units(40));
  CHECK(item.average < forecast::Estimate::of_units(23));
  CHECK(item.average_recorded > forecast::Estimate::of_units(60));
}

TEST_CASE("an item without any history is not guessed at", "[demand]") {
  Case one;
  const ItemSuggestion item = one.suggest();
  CHECK(item.figures.source == forecast::DemandSource::nothing);
  CHECK(item.figures.known_periods == 0);
  CHECK(item.suggested().is_zero());
  CHECK(!item.days_of_stock(10));
}

TEST_CASE("seldom use is expected at its mean, not at its median", "[demand]") {
  Case one;
  one.facility.plan = {ConsumptionBasis::recorded, day("2026-11-21"), day("2026-07-24"), 10, 12};
  one.facility.policy.periods = 12;
  for (const char* on : {"2026-08-20", "2026-09-25", "2026-11-01"}) one.used(on, 40);
  one.balance = 1;
  const ItemSuggestion item = one.suggest();
  REQUIRE(item.figures.outlook);
  CHECK(item.figures.outlook->demand_class == forecast::DemandClass::intermittent);
  CHECK(item.figures.expected_demand > forecast::Estimate::of_units(3));
  CHECK(item.figures.expected_demand < forecast::Estimate::of_units(20));
}

TEST_CASE("levels that were set by hand decide instead of use", "[demand]") {
  Case one = with_steady_use();
  one.item.levels = {1, StockMethod::minimum_maximum, Quantity(7), Quantity(65), ""};
  ItemSuggestion item = one.suggest();
  CHECK(item.figures.rule == forecast::ReplenishmentRule::minimum_maximum);
  CHECK(item.suggested() == Quantity(60));  // at the minimum of 7: up to 65 are 58, six packs
  one.balance = 8;
  CHECK(one.suggest().suggested().is_zero());  // above the minimum: nothing
  one.item.levels = {1, StockMethod::imprest, std::nullopt, Quantity(12), ""};
  item = one.suggest();
  CHECK(item.figures.rule == forecast::ReplenishmentRule::imprest);
  CHECK(item.suggested() == Quantity(10));  // 12 - 8 = 4: a pack
  one.item.levels = {1, StockMethod::periodic_review, std::nullopt, std::nullopt, ""};
  CHECK(one.suggest().figures.rule == forecast::ReplenishmentRule::periodic_review);
}

TEST_CASE("expired stock is no stock to go on with", "[demand]") {
  Case one = with_steady_use();
  one.item.flow = one.flow;
  one.item.on_hand = {0, 7};
  CHECK(suggest_item(one.facility, one.item).figures.position.on_hand == Quantity(0));
}

TEST_CASE("who records no consumption: supplies stand for it, and stock is estimated", "[demand]") {
  Case one;
  one.facility.plan.basis = ConsumptionBasis::supplied;
  one.facility.plan.end = day("2026-11-22");
  one.facility.plan.begin = day("2026-10-25");
  one.arrived("2026-10-25", 30);
  one.arrived("2026-11-05", 30);
  one.arrived("2026-11-19", 30);
  one.balance = 90;  // by the books nothing ever leaves
  const ItemSuggestion item = one.suggest();
  // Periods begin on 2026-10-13, 10-23, 11-02 and 11-12; before the first supply nothing is known.
  CHECK(quantities(item) == Texts{"-/0", "30/10", "30/10", "30/10"});
  CHECK(item.average.to_string() == "30");
  // Three a day: 30 - 33 -> 0, + 30 - 42 -> 0, + 30 - 6 = 24.
  CHECK(item.is_stock_estimated);
  CHECK(item.figures.position.on_hand == Quantity(24));
}

TEST_CASE("consumption that was recorded lately counts as such", "[demand]") {
  inventory::FacilityFlow flow;
  const inventory::Date today = day("2026-11-21");
  PeriodPlan plan = plan_periods(flow, today, 30, 12);
  CHECK(plan.basis == ConsumptionBasis::supplied);
  flow.first_day = day("2026-01-01");
  flow.first_use = day("2026-03-01");
  flow.last_use = day("2026-10-23");
  plan = plan_periods(flow, today, 30, 12);
  CHECK(plan.basis == ConsumptionBasis::recorded);
  CHECK(plan.begin == day("2026-03-01"));
  CHECK(plan.end == day("2026-10-24"));
  flow.last_use = day("2026-10-22");  // thirty days ago
  plan = plan_periods(flow, today, 30, 12);
  CHECK(plan.basis == ConsumptionBasis::supplied);
  CHECK(plan.begin == day("2026-01-01"));
  flow.last_use = today;
  CHECK(plan_periods(flow, today, 30, 12).end == today);  // today is not over
}

TEST_CASE("a policy's figures hold within their bounds", "[demand]") {
  const ReplenishmentPolicy policy = replenishment_policy_of(
      R"({"period_days":6,"periods":24,"service_level":100,"service_level_consumable":80,)"
      R"("service_level_western":"high","opened_packs_township":1,"review_days":7})");
  CHECK(policy.period_days == 30);
  CHECK(policy.periods == 24);
  CHECK(policy.service_level == 95);
  CHECK(policy.service_level_of("consumable").numerator == 80);
  CHECK(policy.service_level_of("western").numerator == 95);
  CHECK(policy.opens_packs.contains(FacilityKind::township));
  CHECK(policy.opens_packs.contains(FacilityKind::village));
  CHECK(policy.review_days == 7);
}

TEST_CASE("many items are suggested as each alone", "[demand]") {
  Case one = with_steady_use();
  one.item.flow = one.flow;
  one.item.on_hand = {7, 7};
  std::vector<ItemDemand> items(50, one.item);
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i].item_id = static_cast<std::int64_t>(i);
    items[i].on_hand = {static_cast<std::int64_t>(i), static_cast<std::int64_t>(i)};
  }
  const auto all = suggest_items(one.facility, items);
  for (std::size_t i = 0; i < items.size(); ++i) {
    CHECK(all[i].item_id == items[i].item_id);
    CHECK(all[i].suggested() == suggest_item(one.facility, items[i]).suggested());
  }
}
