#include "inventory/records/instant.h"

#include <fmt/format.h>

#include <charconv>
#include <ctime>

namespace wutong::inventory {

namespace {

std::string text_of(Instant instant, std::string_view between, std::string_view after) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time(instant - day);
  return fmt::format("{}{}{:02}:{:02}:{:02}{}", to_string(day), between, time.hours().count(),
                     time.minutes().count(), time.seconds().count(), after);
}

std::optional<int> two_digits(std::string_view text, int limit) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value >= limit) {
    return std::nullopt;
  }
  return value;
}

}  // namespace

std::string to_rfc_3339(Instant instant) {
  return text_of(instant, "T", "Z");
}

std::string to_sql(Instant instant) {
  return text_of(instant, " ", "");
}

std::optional<Instant> parse_sql_instant(std::string_view text) {
  constexpr std::size_t to_the_second = 19;
  if (text.size() < to_the_second || text[10] != ' ' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto day = parse_date(text.substr(0, 10));
  const auto hours = two_digits(text.substr(11, 2), 24);
  const auto minutes = two_digits(text.substr(14, 2), 60);
  const auto seconds = two_digits(text.substr(17, 2), 60);
  if (!day || !hours || !minutes || !seconds) return std::nullopt;
  return *day + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
         std::chrono::seconds(*seconds);
}

Date local_day_of(Instant instant) {
  const std::time_t seconds = instant.time_since_epoch().count();
  std::tm local{};
  ::localtime_r(&seconds, &local);
  return std::chrono::sys_days(std::chrono::year(local.tm_year + 1900) / (local.tm_mon + 1) /
                               local.tm_mday);
}

}  // namespace wutong::inventory
