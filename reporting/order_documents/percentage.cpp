#include "reporting/order_documents/percentage.h"

#include <fmt/format.h>

namespace wutong::reporting {

std::string percentage(pricing::VatRate rate) {
  constexpr std::int64_t micros_in_percent = 10'000;
  const std::int64_t fraction = rate.micros() % micros_in_percent;
  std::string text = std::to_string(rate.micros() / micros_in_percent);
  if (fraction == 0) return text;
  text += fmt::format(".{:04}", fraction);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

}  // namespace wutong::reporting
