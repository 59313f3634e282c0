#include "procurement/app/forecast/period_label.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace wutong::app {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::int32_t first_year = 1900;
constexpr std::int32_t months_in_year = 12;
constexpr std::int32_t quarters_in_year = 4;
/// A Monday, far before the first year.
constexpr sys_days first_monday = std::chrono::year{1800} / 1 / 6;
constexpr std::array<std::string_view, 4> kind_names{"month", "quarter", "week", "number"};

/// All digits, so many of them.
std::optional<std::int32_t> whole_number(std::string_view text, std::size_t digits) {
  std::int32_t number = 0;
  if (text.size() != digits || text.front() == '-') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The Monday of the first ISO week: of the week that has the fourth of January in it.
sys_days first_week(std::int32_t year) {
  const sys_days fourth = std::chrono::year{year} / 1 / 4;
  return fourth - (std::chrono::weekday(fourth) - std::chrono::Monday);
}

std::optional<PeriodLabel> week_of(std::int32_t year, std::int32_t week) {
  const sys_days monday = first_week(year) + days{7 * (week - 1)};
  if (week < 1 || monday >= first_week(year + 1)) return std::nullopt;
  return PeriodLabel{PeriodKind::week,
                     static_cast<std::int32_t>((monday - first_monday).count() / 7)};
}

std::optional<PeriodLabel> part_of_year(PeriodKind kind, std::int32_t year, std::int32_t part,
                                        std::int32_t parts) {
  if (part < 1 || part > parts) return std::nullopt;
  return PeriodLabel{kind, year * parts + part - 1};
}

/// What follows the year: "-11", "-Q4", "Q4", "-W05", "W05".
std::optional<PeriodLabel> in_year(std::int32_t year, std::string_view rest) {
  const bool has_hyphen = rest.front() == '-';
  if (has_hyphen) rest.remove_prefix(1);
  if (rest.starts_with('Q')) {
    const auto quarter = whole_number(rest.substr(1), 1);
    if (!quarter) return std::nullopt;
    return part_of_year(PeriodKind::quarter, year, *quarter, quarters_in_year);
  }
  if (rest.starts_with('W')) {
    const auto week = whole_number(rest.substr(1), 2);
    return week ? week_of(year, *week) : std::nullopt;
  }
  const auto month = whole_number(rest, 2);
  if (!has_hyphen || !month) return std::nullopt;
  return part_of_year(PeriodKind::month, year, *month, months_in_year);
}

std::string week_text(std::int32_t place) {
  const sys_days monday = first_monday + days{7 * place};
  // A week belongs to the year of its Thursday.
  const std::chrono::year_month_day thursday(monday + days{3});
  const auto year = static_cast<std::int32_t>(static_cast<int>(thursday.year()));
  return fmt::format("{:04}-W{:02}", year, (monday - first_week(year)).count() / 7 + 1);
}

}  // namespace

std::string_view name_of(PeriodKind kind) {
  return kind_names.at(static_cast<std::size_t>(kind));
}

std::optional<PeriodLabel> parse_period(std::string_view text) {
  constexpr std::size_t year_digits = 4;
  constexpr std::size_t most_digits = 9;
  if (text.size() > year_digits) {
    const auto year = whole_number(text.substr(0, year_digits), year_digits);
    const char next = text[year_digits];
    if (next < '0' || next > '9') {
      return year && *year >= first_year ? in_year(*year, text.substr(year_digits)) : std::nullopt;
    }
  }
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  const auto number = whole_number(text, text.size());
  if (!number) return std::nullopt;
  return PeriodLabel{PeriodKind::number, *number};
}

std::string text_of(PeriodLabel period) {
  const std::int32_t place = period.place;
  switch (period.kind) {
    case PeriodKind::month:
      return fmt::format("{:04}-{:02}", place / months_in_year, place % months_in_year + 1);
    case PeriodKind::quarter:
      return fmt::format("{:04}-Q{}", place / quarters_in_year, place % quarters_in_year + 1);
    case PeriodKind::week:
      return week_text(place);
    case PeriodKind::number:
      break;
  }
  return std::to_string(place);
}

std::size_t usual_season(PeriodKind kind) {
  constexpr std::array<std::size_t, 4> seasons{12, 4, 52, 12};
  return seasons.at(static_cast<std::size_t>(kind));
}

}  // namespace wutong::app
