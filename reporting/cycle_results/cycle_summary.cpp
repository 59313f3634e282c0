#include "reporting/cycle_results/cycle_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace wutong::reporting {

using Json = nlohmann::ordered_json;

namespace {

/// Seconds are a measurement, not money: the only binary fractions of the product.
double seconds(std::chrono::milliseconds elapsed) {
  return static_cast<double>(elapsed.count()) / 1000.0;
}

std::int64_t lines_per_second(const StageFigures& stage) {
  return stage.lines * 1000 / std::max<std::int64_t>(1, stage.elapsed.count());
}

Json stages_json(const CycleSummary& summary) {
  Json stages = Json::array();
  for (const StageFigures& stage : summary.stages) {
    stages.push_back({{"name", stage.name},
                      {"lines", stage.lines},
                      {"seconds", seconds(stage.elapsed)},
                      {"lines_per_second", lines_per_second(stage)},
                      {"statements", stage.statements},
                      {"rows_written", stage.rows_written}});
  }
  return stages;
}

Json checks_json(const CycleSummary& summary) {
  Json checks = Json::array();
  for (const auto& check : summary.checks) {
    Json one{{"name", check.name}, {"holds", check.holds()}, {"violations", check.violations}};
    if (!check.holds()) one["first_violation"] = check.first_violation;
    checks.push_back(std::move(one));
  }
  return checks;
}

}  // namespace

std::chrono::milliseconds CycleSummary::elapsed() const {
  std::chrono::milliseconds total{};
  for (const StageFigures& stage : stages) total += stage.elapsed;
  return total;
}

std::int64_t CycleSummary::checks_passed() const {
  return std::count_if(checks.begin(), checks.end(), [](const auto& c) { return c.holds(); });
}

std::string summary_json(const CycleSummary& summary) {
  Json counts = Json::object();
  for (const auto& [name, count] : summary.counts) counts[name] = count;
  Json totals = Json::object();
  for (const auto& [name, amount] : summary.totals) totals[name] = amount.to_string();
  const Json document{
      {"county", summary.county},
      {"period", summary.period},
      {"resumed", summary.resumed},
      {"counts", std::move(counts)},
      {"totals", std::move(totals)},
      {"seconds", seconds(summary.elapsed())},
      {"stages", stages_json(summary)},
      {"checks_passed", summary.checks_passed()},
      {"checks", checks_json(summary)},
      // lowest_price is a fixed order of bids: there is no optimum to prove or to miss.
      {"optimality", {{"award_rule", summary.award_rule}, {"status", "not_applicable"}}}};
  return document.dump(2) + "\n";
}

std::string summary_text(const CycleSummary& summary) {
  std::string text = fmt::format("\n{} {}  {}\n", summary.county, summary.period,
                                 summary.resumed ? "(resumed)" : "");
  for (const auto& [name, count] : summary.counts)
    text += fmt::format("  {:<28}{:>20}\n", name, count);
  for (const auto& [name, amount] : summary.totals) {
    text += fmt::format("  {:<28}{:>20}\n", name, amount.to_string());
  }
  text += fmt::format("  {:<28}{:>20.1f}\n", "seconds", seconds(summary.elapsed()));
  text += fmt::format("  {:<28}{:>17}/{}\n", "checks passed", summary.checks_passed(),
                      summary.checks.size());
  for (const auto& check : summary.checks) {
    if (!check.holds()) {
      text += fmt::format("  BROKEN {} ({} rows): {}\n", check.name, check.violations,
                          check.first_violation);
    }
  }
  return text;
}

}  // namespace wutong::reporting
