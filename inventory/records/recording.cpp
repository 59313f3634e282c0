#include "inventory/records/recording.h"

#include <fmt/format.h>

namespace wutong::inventory {

std::string to_string(Moment moment) {
  const Date day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss<std::chrono::microseconds> time(moment - day);
  return fmt::format("{} {:02}:{:02}:{:02}.{:06}", to_string(day), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

}  // namespace wutong::inventory
