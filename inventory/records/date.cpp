#include "inventory/records/date.h"

namespace wutong::inventory {
namespace {

constexpr int first_year = 1900;

/// The number that `text` spells in ASCII digits; nothing when any of it is no digit.
std::optional<int> parse_digits(std::string_view text) {
  int number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') {
      return std::nullopt;
    }
    number = number * 10 + (digit - '0');
  }
  return number;
}

void append_digits(std::string& text, unsigned number, unsigned highest_place) {
  for (unsigned place = highest_place; place > 0; place /= 10) {
    text.push_back(static_cast<char>('0' + number / place % 10));
  }
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day || *year < first_year) {
    return std::nullopt;
  }
  const std::chrono::year_month_day calendar_day{std::chrono::year{*year},
                                                 std::chrono::month{static_cast<unsigned>(*month)},
                                                 std::chrono::day{static_cast<unsigned>(*day)}};
  if (!calendar_day.ok()) {
    return std::nullopt;
  }
  return Date{calendar_day};
}

std::string to_string(Date date) {
  const std::chrono::year_month_day calendar_day{date};
  std::string text;
  text.reserve(10);
  append_digits(text, static_cast<unsigned>(static_cast<int>(calendar_day.year())), 1000);
  text.push_back('-');
  append_digits(text, static_cast<unsigned>(calendar_day.month()), 10);
  text.push_back('-');
  append_digits(text, static_cast<unsigned>(calendar_day.day()), 10);
  return text;
}

}  // namespace wutong::inventory
