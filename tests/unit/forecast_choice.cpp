#include <catch2/catch.hpp>

#include "procurement/purchase/forecast/measure_accuracy.h"
#include "tests/unit/forecast_support.h"

using namespace wutong::forecast;
using namespace wutong::test;

namespace {

Outlook outlook_of(const Demand& demand, std::size_t origin, std::size_t season = 12) {
  RollingForecast rolling(demand, demand, {4, season, 1});
  return rolling.at(origin, usual_errors()).value();
}

bool are_equal(const Outlook& a, const Outlook& b) {
  return a.demand_class == b.demand_class && a.nearest == b.nearest && a.expected == b.expected &&
         a.nearest_methods.size() == b.nearest_methods.size();
}

Demand repeated(const std::vector<std::string>& year, int years) {
  std::vector<std::string> all;
  for (int i = 0; i < years; ++i) all.insert(all.end(), year.begin(), year.end());
  return demand_of(all);
}

}  // namespace

TEST_CASE("what comes later does not alter an earlier forecast", "[forecast]") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (int run = 0; run < 40; ++run) {
    const std::size_t periods = 2 + random() % 60;
    Demand demand = made_up_demand(random, periods, 10 + random() % 91, 50);
    demand[0] = Estimate::of_units(5);
    const std::size_t origin = 1 + random() % (periods - 1);
    const Outlook before = outlook_of(demand, origin);
    for (std::size_t i = origin; i < periods; ++i) {
      demand[i] = random() % 3 == 0 ? std::nullopt : std::optional(Estimate::of_units(977));
    }
    CAPTURE(run, periods, origin);
    CHECK(are_equal(before, outlook_of(demand, origin)));
    const Demand beginning(demand.begin(), demand.begin() + static_cast<std::ptrdiff_t>(origin));
    CHECK(are_equal(before, outlook_of(beginning, origin)));
  }
}

TEST_CASE("a season is found, and a constant is forecast as it is", "[forecast]") {
  const Outlook seasonal = outlook_of(repeated({"10", "20", "60", "30"}, 8), 32, 4);
  const std::vector<Estimate> year = {Estimate::of_units(10), Estimate::of_units(20),
                                      Estimate::of_units(60), Estimate::of_units(30)};
  for (std::size_t i = 0; i < year.size(); ++i) {
    CHECK(magnitude(seasonal.nearest[i] - year[i]) < Estimate::parse("0.0001"));
  }
  CHECK(seasonal.demand_class == DemandClass::smooth);
  const Outlook constant = outlook_of(repeated({"7"}, 20), 20);
  for (const Estimate each : constant.nearest) CHECK(each == Estimate::of_units(7));
  for (const Estimate each : constant.expected) CHECK(each == Estimate::of_units(7));
}

TEST_CASE("no demand at all is forecast as none, one value as that value", "[forecast]") {
  for (const Estimate each : outlook_of(repeated({"0"}, 20), 20).expected) CHECK(each.is_zero());
  const Outlook one = outlook_of(demand_of({"12"}), 1);
  for (const Estimate each : one.expected) CHECK(each == Estimate::of_units(12));
  const Demand none;
  RollingForecast rolling(none, none, {4, 12, 1});
  CHECK_FALSE(rolling.at(0, usual_errors()));
  const Demand unknown = demand_of({"", "", ""});
  RollingForecast of_unknown(unknown, unknown, {4, 12, 1});
  CHECK_FALSE(of_unknown.at(3, usual_errors()));
}

TEST_CASE("what is ordered by is never the median or zero", "[forecast]") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (int run = 0; run < 30; ++run) {
    Demand demand = made_up_demand(random, 40, 20, 9);
    demand[0] = Estimate::of_units(1);
    const Outlook outlook = outlook_of(demand, demand.size());
    REQUIRE_FALSE(outlook.expected_methods.empty());
    for (const ChosenMethod& each : outlook.expected_methods) {
      CHECK(is_of_the_mean(each.method));
      CHECK(each.score <= scaled(outlook.expected_methods.front().score, {105, 100}));
    }
  }
}

TEST_CASE("a short series follows the pool, a long one itself", "[forecast]") {
  PooledErrors pooled = usual_errors();
  for (auto& of_class : pooled.absolute) {
    of_class.fill(Estimate::of_units(3));
    of_class[index_of(Method::mean)] = Estimate::of_units(1);
  }
  // The level has doubled: the naive forecast is right from then on, the mean never.
  std::vector<std::string> texts(6, "10");
  texts.insert(texts.end(), 3, "20");
  const auto chosen = [&](const Demand& demand) {
    RollingForecast rolling(demand, demand, {1, 0, 1});
    return rolling.at(demand.size(), pooled).value().nearest_methods.front().method;
  };
  CHECK(chosen(demand_of(texts)) == Method::mean);
  texts.insert(texts.end(), 90, "20");
  CHECK(chosen(demand_of(texts)) == Method::naive);
}

TEST_CASE("demand is classed by how often it comes and how alike", "[forecast]") {
  CHECK(class_of(repeated({"10", "11", "9"}, 5)) == DemandClass::smooth);
  CHECK(class_of(repeated({"10", "1", "40"}, 5)) == DemandClass::erratic);
  CHECK(class_of(repeated({"10", "0", "11"}, 5)) == DemandClass::intermittent);
  CHECK(class_of(repeated({"10", "0", "0", "100"}, 5)) == DemandClass::lumpy);
  CHECK(class_of(repeated({"0"}, 5)) == DemandClass::lumpy);
}

TEST_CASE("MASE is the mean absolute error in units of the naive error before the hold-out",
          "[forecast]") {
  // 9 periods: 3 are held out. Naive errors before: 2 2 2 2 2, the scale is 2.
  const Demand demand = demand_of({"10", "12", "10", "12", "10", "12", "18", "18", "6"});
  CHECK(naive_scale(std::span(demand).first(6)) == Estimate::of_units(2));
  RollingForecast rolling(demand, demand, {2, 0, 1});
  const auto accuracy = measure_accuracy(rolling, demand, usual_errors());
  REQUIRE(accuracy);
  // Naive from origin 6: |18-12| |18-12|; from 7: |18-18| |6-18|; from 8: |6-18|. Mean 36 / 5 / 2.
  CHECK(accuracy->methods[index_of(Method::naive)].to_string() == "3.6");
  CHECK(accuracy->methods[index_of(Method::zero)].to_string() == "6.6");
  const Demand flat = demand_of({"5", "5", "5", "5", "9"});
  RollingForecast of_flat(flat, flat, {1, 0, 1});
  CHECK_FALSE(measure_accuracy(of_flat, flat, usual_errors()));
}

TEST_CASE("huge and tiny demand is forecast, what does not fit is an overflow", "[forecast]") {
  const Outlook huge = outlook_of(repeated({"9999999999", "0", "9999999999.999999"}, 12), 36);
  CHECK(huge.expected.front() > Estimate::of_units(1'000'000'000));
  const Outlook tiny = outlook_of(repeated({"0.000001", "0.000002", "0.000001"}, 12), 36);
  CHECK(tiny.expected.front() > Estimate{});
  CHECK_THROWS_AS(outlook_of(repeated({"9000000000000", "0"}, 30), 60), wutong::pricing::Overflow);
}
