#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wutong::app {

/// How a file names its periods.
enum class PeriodKind {
  month,    ///< 2026-11
  quarter,  ///< 2026-Q4 or 2026Q4
  week,     ///< 2026-W05 or 2026W05, ISO 8601: 53 in long years only
  number,   ///< 0, 1, 2 ... 999999999
};
std::string_view name_of(PeriodKind kind);
inline constexpr std::string_view period_forms = "2026-11, 2026-Q4, 2026-W05, 17";

/// A period by its place on the line of periods of its kind; neighbours differ by one.
struct PeriodLabel {
  PeriodKind kind;
  std::int32_t place;
  friend bool operator==(PeriodLabel, PeriodLabel) = default;
};

/// Years 1900 to 9999; nothing for any other text.
std::optional<PeriodLabel> parse_period(std::string_view text);
/// 2026-11, 2026-Q4, 2026-W05, 17.
std::string text_of(PeriodLabel period);

/// Periods in a year, as far as the name of the period tells: 12, 4, 52; 12 for numbers.
std::size_t usual_season(PeriodKind kind);

}  // namespace wutong::app
