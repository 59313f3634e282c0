#include "procurement/app/local_day.h"

#include <ctime>

namespace wutong::app {

inventory::Date local_day() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
  ::localtime_r(&now, &local);
  return std::chrono::sys_days(std::chrono::year(local.tm_year + 1900) / (local.tm_mon + 1) /
                               local.tm_mday);
}

inventory::Instant beginning_of_local_day(inventory::Date day) {
  const std::chrono::year_month_day parts(day);
  std::tm local{};
  local.tm_year = static_cast<int>(parts.year()) - 1900;
  local.tm_mon = static_cast<int>(static_cast<unsigned>(parts.month())) - 1;
  local.tm_mday = static_cast<int>(static_cast<unsigned>(parts.day()));
  local.tm_isdst = -1;
  return inventory::Instant(std::chrono::seconds(std::mktime(&local)));
}

}  // namespace wutong::app
