#include "procurement/app/forecast/forecast_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reporting/csv/csv_writer.h"

namespace wutong::app {

using forecast::Estimate;
using forecast::Method;
using forecast::Outlook;
using forecast::SeriesAccuracy;
using Json = nlohmann::ordered_json;

namespace {

std::string methods_of(const std::vector<forecast::ChosenMethod>& chosen) {
  std::string names;
  for (const auto& each : chosen) {
    names += names.empty() ? "" : "+";
    names += name_of(each.method);
  }
  return names;
}

PeriodLabel period_after(const DemandSeries& series, std::size_t ahead) {
  return {series.first.kind,
          series.first.place + static_cast<std::int32_t>(series.demand.size() + ahead)};
}

Estimate median_of(std::vector<Estimate> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return scaled(values[middle - 1] + values[middle], {1, 2});
}

Estimate mean_of(const std::vector<Estimate>& values) {
  Estimate sum;
  for (const Estimate value : values) sum += value;
  return values.empty() ? sum : scaled(sum, {1, static_cast<std::int64_t>(values.size())});
}

/// The errors of one line of the table, and of naive beside them.
using ErrorOf = Estimate (*)(const SeriesAccuracy& accuracy, Method method);

AccuracyLine accuracy_line(const ForecastAnswer& answer, std::string name, Method method,
                           ErrorOf error_of) {
  AccuracyLine line{std::move(name), {}, {}};
  std::vector<Estimate> errors;
  for (const SeriesForecast& each : answer.series) {
    if (!each.accuracy) continue;
    const Estimate error = error_of(*each.accuracy, method);
    const Estimate naive = each.accuracy->methods[index_of(Method::naive)];
    errors.push_back(error);
    line.better_than_naive += error < naive ? 1 : 0;
    line.as_good_as_naive += error == naive ? 1 : 0;
  }
  line.mean = mean_of(errors);
  line.median = median_of(std::move(errors));
  return line;
}

/// Four places, as people compare them.
std::string shown(Estimate value) {
  const Estimate rounded = scaled(value, {1, 100});
  return fmt::format("{}.{:04}", rounded.micros() / 10'000, rounded.micros() % 10'000);
}

std::string hundredths(forecast::Share share) {
  const std::int64_t value = share.numerator * 100 / share.denominator;
  return fmt::format("{}.{:02}", value / 100, value % 100);
}

std::vector<std::pair<std::string, ScaledLevels>> levels_of(const ReplayComparison& replay) {
  return {{"minimum_maximum", replay.usual},
          {"minimum_maximum, scaled to the service level", replay.same_target},
          {"minimum_maximum, scaled to what review reached", replay.same_reached}};
}

void print_replay_line(std::ostream& out, std::string_view rule, std::string_view factor,
                       const forecast::ReplayTotals& totals) {
  out << fmt::format("| {} | {} | {} | {} | {} |\n", rule, factor, shown(totals.service_level()),
                     shown(totals.fill_rate()), shown(totals.stock()));
}

void print_replay(std::ostream& out, const ReplayComparison& replay) {
  out << fmt::format(
      "\nReplay of {} series, {} periods; lost sales; stock in periods of mean demand\n\n"
      "| rule | factor | periods without stock-out | demand met | mean stock |\n"
      "|---|---:|---:|---:|---:|\n",
      replay.review.series, replay.review.periods);
  print_replay_line(out, "periodic_review", "", replay.review);
  for (const auto& [name, levels] : levels_of(replay)) {
    print_replay_line(out, name, hundredths(levels.factor), levels.totals);
  }
}

Json json_of(const std::vector<forecast::ChosenMethod>& chosen) {
  Json methods = Json::array();
  for (const auto& each : chosen) {
    methods.push_back({{"method", name_of(each.method)},
                       {"own_error", each.own_error.to_string()},
                       {"forecasts", each.forecasts},
                       {"pooled_error", each.pooled_error.to_string()},
                       {"score", each.score.to_string()}});
  }
  return methods;
}

Json json_of(const DemandSeries& series, const SeriesForecast& answer) {
  Json json{{"series", series.name}};
  if (!answer.outlook) return json;
  const Outlook& outlook = *answer.outlook;
  json["demand_class"] = name_of(outlook.demand_class);
  json["methods"] = json_of(outlook.nearest_methods);
  json["expected_methods"] = json_of(outlook.expected_methods);
  Json periods = Json::array();
  for (std::size_t i = 0; i < outlook.nearest.size(); ++i) {
    periods.push_back({{"period", text_of(period_after(series, i))},
                       {"forecast", outlook.nearest[i].to_string()},
                       {"expected", outlook.expected[i].to_string()}});
  }
  json["forecasts"] = std::move(periods);
  if (answer.accuracy) {
    json["mase"] = answer.accuracy->nearest.to_string();
    json["mase_naive"] = answer.accuracy->methods[index_of(Method::naive)].to_string();
  }
  return json;
}

Json json_of(const forecast::ReplayTotals& totals) {
  return {{"series", totals.series},
          {"periods", totals.periods},
          {"service_level", totals.service_level().to_string()},
          {"fill_rate", totals.fill_rate().to_string()},
          {"stock", totals.stock().to_string()}};
}

Json json_of(const ReplayComparison& replay) {
  Json rules = Json::array();
  Json review = json_of(replay.review);
  review["rule"] = "periodic_review";
  rules.push_back(std::move(review));
  for (const auto& [name, levels] : levels_of(replay)) {
    Json rule = json_of(levels.totals);
    rule["rule"] = name;
    rule["factor"] = hundredths(levels.factor);
    rules.push_back(std::move(rule));
  }
  return rules;
}

Json json_of(const AccuracyTable& table) {
  Json lines = Json::array();
  for (const AccuracyLine& line : table.lines) {
    lines.push_back({{"method", line.name},
                     {"mean_mase", line.mean.to_string()},
                     {"median_mase", line.median.to_string()},
                     {"better_than_naive", line.better_than_naive},
                     {"as_good_as_naive", line.as_good_as_naive}});
  }
  return {{"series", table.series}, {"lines", std::move(lines)}};
}

}  // namespace

AccuracyTable accuracy_table(const ForecastAnswer& answer) {
  AccuracyTable table;
  for (const SeriesForecast& each : answer.series) table.series += each.accuracy ? 1 : 0;
  table.lines.push_back(
      accuracy_line(answer, "chosen", {}, [](const auto& one, Method) { return one.nearest; }));
  table.lines.push_back(
      accuracy_line(answer, "expected", {}, [](const auto& one, Method) { return one.expected; }));
  for (const Method method : forecast::all_methods) {
    table.lines.push_back(
        accuracy_line(answer, std::string(name_of(method)), method,
                      [](const auto& one, Method which) { return one.methods[index_of(which)]; }));
  }
  return table;
}

void write_forecasts(std::ostream& out, const std::vector<DemandSeries>& series,
                     const ForecastAnswer& answer) {
  reporting::CsvWriter writer(out);
  writer.row({"series", "period", "forecast", "expected", "method", "demand_class"});
  for (std::size_t i = 0; i < series.size(); ++i) {
    const auto& outlook = answer.series[i].outlook;
    if (!outlook) {
      writer.row({series[i].name, "", "", "", "", ""});
      continue;
    }
    const std::string methods = methods_of(outlook->nearest_methods);
    for (std::size_t ahead = 0; ahead < outlook->nearest.size(); ++ahead) {
      writer.row({series[i].name, text_of(period_after(series[i], ahead)),
                  outlook->nearest[ahead].to_string(), outlook->expected[ahead].to_string(),
                  methods, name_of(outlook->demand_class)});
    }
  }
  writer.finish();
}

void print_accuracy(std::ostream& out, const ForecastAnswer& answer) {
  const AccuracyTable table = accuracy_table(answer);
  out << fmt::format(
      "Accuracy: {} of {} series have periods to hold back and a naive error to measure in\n\n"
      "| method | mean MASE | median MASE | better than naive | as good |\n"
      "|---|---:|---:|---:|---:|\n",
      table.series, answer.series.size());
  for (const AccuracyLine& line : table.lines) {
    out << fmt::format("| {} | {} | {} | {} | {} |\n", line.name, shown(line.mean),
                       shown(line.median), line.better_than_naive, line.as_good_as_naive);
  }
  if (answer.replay) print_replay(out, *answer.replay);
}

void write_json(std::ostream& out, const std::vector<DemandSeries>& series,
                const ForecastAnswer& answer) {
  Json json{{"series", Json::array()}};
  for (std::size_t i = 0; i < series.size(); ++i) {
    json["series"].push_back(json_of(series[i], answer.series[i]));
  }
  json["accuracy"] = json_of(accuracy_table(answer));
  if (answer.replay) json["replay"] = json_of(*answer.replay);
  out << json.dump() << "\n";
}

}  // namespace wutong::app
