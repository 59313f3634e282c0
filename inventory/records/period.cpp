#include "inventory/records/period.h"

namespace wutong::inventory {

namespace {
constexpr std::size_t period_characters = 7;
}

bool is_period(std::string_view text) {
  return text.size() == period_characters && parse_date(std::string(text) + "-01").has_value();
}

std::string period_of(Date day) {
  return to_string(day).substr(0, period_characters);
}

}  // namespace wutong::inventory
