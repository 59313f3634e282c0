#include <catch2/catch.hpp>

#include "procurement/purchase/forecast/adjust_demand.h"
#include "procurement/purchase/forecast/rolling_paths.h"
#include "procurement/purchase/forecast/seasonal_indices.h"
#include "procurement/purchase/forecast/smoothing_states.h"
#include "procurement/purchase/forecast/trend_line.h"
#include "tests/unit/forecast_support.h"

using namespace wutong::forecast;
using namespace wutong::test;

namespace {

template <class State>
std::string after(State state, const std::vector<std::string>& demand, std::int64_t periods = 1) {
  for (const std::string& each : demand) state.observe(Estimate::parse(each));
  return state.after(periods).to_string();
}

std::string first_of(const Demand& demand, Method method, std::size_t season = 0) {
  const RollingPaths paths = roll_methods(demand, {3, season, demand.size()});
  const auto path = paths.path(method, demand.size());
  return path.empty() ? "none" : path.front().to_string();
}

}  // namespace

// The figures below were computed by hand from the formulas in the folder's README.

TEST_CASE("simple smoothing weighs all values alike until its parameter takes over", "[forecast]") {
  CHECK(after(SimpleSmoothing(50), {"10", "20", "30"}) == "22.5");
  CHECK(after(SimpleSmoothing(20), {"10", "20", "30"}) == "20");
  CHECK(after(SimpleSmoothing(20), {"0", "0", "0", "0", "0", "10"}) == "2");
}

TEST_CASE("a damped trend goes on by less and less", "[forecast]") {
  const DampedTrend trend({50, 50, 90});
  CHECK(after(trend, {"10", "20", "30"}, 1) == "28.51875");
  CHECK(after(trend, {"10", "20", "30"}, 2) == "32.923125");
}

TEST_CASE("Croston smooths sizes and intervals, Syntetos and Boylan take his bias off",
          "[forecast]") {
  CHECK(after(Croston(20), {"0", "4", "0", "0", "6"}) == "2");
  CHECK(after(SyntetosBoylan(20), {"0", "4", "0", "0", "6"}) == "1.8");
  CHECK(after(Croston(20), {"0", "4", "0", "0", "6", "0", "0", "0"}) == "2");
  CHECK(after(Croston(20), {"0", "0"}) == "0");
}

TEST_CASE("with TSB an item that is no longer asked for fades out", "[forecast]") {
  CHECK(after(TeunterSyntetosBabai({20, 20}), {"0", "4", "0", "0", "6"}) == "2");
  CHECK(after(TeunterSyntetosBabai({20, 20}), {"0", "4", "0", "0", "6", "0"}) == "1.6");
}

TEST_CASE("a moving average forgets what is older than its window", "[forecast]") {
  CHECK(after(MovingAverage(3), {"100", "1", "2", "6"}) == "3");
  CHECK(after(MovingAverage(3), {"5"}) == "5");
}

TEST_CASE("the trend line is that of least squares, over the periods that are known",
          "[forecast]") {
  TrendLine line;
  line.observe(0, Estimate::of_units(1));
  CHECK(line.slope().is_zero());
  line.observe(1, Estimate::of_units(3));
  line.observe(3, Estimate::of_units(7));
  CHECK(line.slope().to_string() == "2");
}

TEST_CASE("a season that repeats exactly is found exactly, and noise is drawn to 1", "[forecast]") {
  std::vector<std::string> exact;
  for (int year = 0; year < 5; ++year) exact.insert(exact.end(), {"50", "100", "150", "100"});
  const auto found = seasonal_indices(demand_of(exact), 4);
  REQUIRE(found);
  CHECK(shown(found->indices) == std::vector<std::string>{"0.5", "1", "1.5", "1"});
  CHECK(found->of(6).to_string() == "1.5");
  // The third season is high in one year and low in the next.
  const auto noisy =
      seasonal_indices(demand_of({"100", "100", "10", "100", "100", "100", "190", "100", "100",
                                  "100", "10", "100", "100", "100", "190", "100", "100", "100"}),
                       4);
  REQUIRE(noisy);
  for (const Estimate index : noisy->indices)
    CHECK(magnitude(index - Estimate::of_units(1)) < Estimate::parse("0.15"));
  CHECK_FALSE(seasonal_indices(demand_of({"1", "2", "3", "4", "5", "6", "7"}), 4));
}

TEST_CASE("each method says what it should of a small series", "[forecast]") {
  const Demand demand = demand_of({"3", "0", "6", "3"});
  CHECK(first_of(demand, Method::naive) == "3");
  CHECK(first_of(demand, Method::mean) == "3");
  CHECK(first_of(demand, Method::recent_median) == "3");
  CHECK(first_of(demand, Method::zero) == "0");
  CHECK(first_of(demand, Method::moving_average) == "3");
  CHECK(first_of(demand, Method::simple_smoothing_fixed) == "3");
  CHECK(first_of(demand, Method::seasonal_naive) == "none");
  CHECK(first_of(demand, Method::seasonal_naive, 3) == "0");
  CHECK(first_of(demand_of({"0", "10", "20", "30"}), Method::theta) == "33.77");
}

TEST_CASE("periods that are not known are passed over", "[forecast]") {
  const Demand demand = demand_of({"4", "", "8", ""});
  CHECK(first_of(demand, Method::naive) == "8");
  CHECK(first_of(demand, Method::mean) == "6");
  CHECK(first_of(demand, Method::seasonal_naive, 3) == "8");
  CHECK(first_of(demand, Method::seasonal_naive, 2) == "8");
  CHECK(first_of(demand_of({"", ""}), Method::naive) == "none");
}

TEST_CASE("no forecast is below zero", "[forecast]") {
  const Demand falling = demand_of({"50", "40", "30", "20", "10", "0", "0"});
  const RollingPaths paths = roll_methods(falling, {12, 4, 1});
  for (std::size_t origin = 1; origin <= falling.size(); ++origin) {
    for (const Method method : all_methods) {
      for (const Estimate each : paths.path(method, origin)) CHECK(each >= Estimate{});
    }
  }
}

TEST_CASE("stock-out days scale demand up, and hardly any stock says nothing", "[forecast]") {
  const auto adjusted = adjust_demand("T1/A", {{"2026-01", Estimate::of_units(60), 30, 20},
                                               {"2026-02", Estimate::of_units(5), 28, 5},
                                               {"2026-03", Estimate::of_units(0), 30, 0},
                                               {"2026-04", std::nullopt, 30, 30},
                                               {"2026-05", Estimate::of_units(7), 30, 30}});
  CHECK(shown(available_demand(adjusted)) == std::vector<std::string>{"90", "", "", "", "7"});
  CHECK(adjusted[0].of_days == Adjustment::stock_out_days);
  CHECK(adjusted[0].recorded == Estimate::of_units(60));
  CHECK(adjusted[1].of_days == Adjustment::stocked_out);
  CHECK(adjusted[4].of_days == Adjustment::none);
}

TEST_CASE("an outlier is cut to the limit, the second in a row is believed", "[forecast]") {
  std::vector<RecordedPeriod> periods;
  for (const int units : {8, 9, 10, 11, 12, 10, 1'000, 10, 500, 510, 0}) {
    periods.push_back({"p", Estimate::of_units(units)});
  }
  const auto adjusted = adjust_demand("T1/A", periods);
  // Median 10, deviations 2 1 0 1 2 0: median 1; the limit is 10 + 5 x 1.4826.
  REQUIRE(adjusted[6].limit);
  CHECK(adjusted[6].limit->to_string() == "17.413");
  CHECK(adjusted[6].used == adjusted[6].limit);
  CHECK(adjusted[6].of_size == Adjustment::outlier);
  CHECK(adjusted[8].of_size == Adjustment::outlier);
  CHECK(adjusted[9].of_size == Adjustment::none);
  CHECK(adjusted[9].used == Estimate::of_units(510));
  CHECK(adjusted[10].used == Estimate{});
  CHECK(adjusted[5].limit == std::nullopt);
}

TEST_CASE("demand below zero and impossible days are refused by series and period", "[forecast]") {
  CHECK_THROWS_WITH(adjust_demand("T1/A", {{"2026-01", Estimate::of_micros(-1)}}),
                    "series T1/A, period 2026-01: demand is not negative");
  CHECK_THROWS_AS(adjust_demand("T1/A", {{"2026-01", Estimate{}, 30, 31}}), SeriesRefused);
  CHECK_THROWS_AS(adjust_demand("T1/A", {{"2026-01", Estimate{}, 0, 0}}), SeriesRefused);
}
