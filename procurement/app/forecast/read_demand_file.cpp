#include "procurement/app/forecast/read_demand_file.h"

#include <algorithm>

#include "procurement/app/county_folder/cell_text.h"
#include "procurement/app/county_folder/key_set.h"
#include "procurement/app/county_folder/table_file.h"

namespace wutong::app {

using forecast::Estimate;
using procurement::Refusal;

namespace {

constexpr DecimalRange quantities{6, 0, 9'999'999'999'999'999, "0..9999999999.999999"};
constexpr std::size_t longest_period = 16;

/// One row; the quantity is there when its cell is not empty.
struct DemandRow {
  std::optional<std::uint32_t> series;
  std::optional<PeriodLabel> period;
  std::optional<Estimate> quantity;
};

struct Point {
  std::int32_t place;
  std::optional<Estimate> quantity;
};

/// The rows of a file on their way to series.
class DemandRows {
 public:
  CellRule series_rule() {
    return code_rule([this](std::string_view text) { row_.series = names_.add(text); });
  }
  CellRule period_rule() {
    return {longest_period, std::string(period_forms), [this](std::string_view text) -> Verdict {
              row_.period = parse_period(text);
              return row_.period ? std::nullopt : Verdict(Refusal::period_not_understood);
            }};
  }
  CellRule quantity_rule() {
    return decimal_rule(quantities,
                        [this](std::string_view text) { row_.quantity = Estimate::parse(text); });
  }

  void take(TableRow& table_row) {
    const DemandRow row = std::exchange(row_, {});
    if (!row.series || !row.period || table_row.is_damaged()) return;
    if (!kind_) kind_ = row.period->kind;
    if (*kind_ != row.period->kind) {
      table_row.report("period", Refusal::period_of_another_kind, table_row.text("period"),
                       name_of(*kind_));
      return;
    }
    if (!keys_.insert(pack(*row.series, static_cast<std::uint32_t>(row.period->place)))) {
      table_row.report(
          "series, period", Refusal::duplicate_key,
          std::string(table_row.text("series")) + " / " + std::string(table_row.text("period")));
      return;
    }
    points_.resize(names_.size());
    points_[*row.series].push_back({row.period->place, row.quantity});
  }

  std::vector<DemandSeries> take_series(CountedFaults& faults, std::string_view file) {
    std::vector<std::string> names = names_.take_codes();
    points_.resize(names.size());
    std::vector<DemandSeries> all;
    for (std::size_t i = 0; i < names.size(); ++i) {
      all.push_back(series_of(std::move(names[i]), points_[i], faults, file));
    }
    return all;
  }

 private:
  DemandSeries series_of(std::string name, std::vector<Point>& points, CountedFaults& faults,
                         std::string_view file) const {
    DemandSeries series{std::move(name), {kind_.value_or(PeriodKind::number), 0}, {}};
    std::sort(points.begin(), points.end(),
              [](const Point& a, const Point& b) { return a.place < b.place; });
    const auto known = std::find_if(points.begin(), points.end(),
                                    [](const Point& point) { return point.quantity.has_value(); });
    if (known == points.end()) return series;
    const std::int32_t length = points.back().place - known->place + 1;
    if (length > most_periods) {
      faults.report({.file = std::string(file),
                     .column = "period",
                     .refusal = Refusal::series_too_long,
                     .value = shown_value(series.name),
                     .wanted = std::to_string(most_periods)});
      return series;
    }
    series.first.place = known->place;
    series.demand.resize(static_cast<std::size_t>(length));
    for (auto point = known; point != points.end(); ++point) {
      series.demand[static_cast<std::size_t>(point->place - known->place)] = point->quantity;
    }
    return series;
  }

  DemandRow row_;
  CodeIndex names_{"series"};
  std::optional<PeriodKind> kind_;
  PairKeys keys_;
  std::vector<std::vector<Point>> points_;
};

}  // namespace

std::optional<std::vector<DemandSeries>> read_demand_file(const std::filesystem::path& file,
                                                          FaultSink& faults) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const std::string name = file.filename().string();
  FolderInput input(folder, faults);
  DemandRows rows;
  const TableFile table{name,
                        Need::required,
                        {{"series", Presence::filled, rows.series_rule()},
                         {"period", Presence::filled, rows.period_rule()},
                         {"quantity", Presence::may_be_empty, rows.quantity_rule()}},
                        [&rows](TableRow& row) { rows.take(row); }};
  const TableOutcome outcome = read_table(input, table);
  if (outcome != TableOutcome::complete || !input.faults.is_clean()) return std::nullopt;
  std::vector<DemandSeries> series = rows.take_series(input.faults, name);
  if (!input.faults.is_clean()) return std::nullopt;
  return series;
}

}  // namespace wutong::app
