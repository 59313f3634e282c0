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

}  // namespace wutong::app
