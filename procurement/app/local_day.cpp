#include "procurement/app/local_day.h"

#include <ctime>

namespace wutong::app {

inventory::Date local_day() {
  return inventory::local_day_of(
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
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
