#pragma once

#include <string>
#include <string_view>

#include "inventory/records/date.h"

namespace wutong::inventory {

/// "2026-11": a month of the years 1900 to 9999, and nothing else.
bool is_period(std::string_view text);
/// The month that a day lies in.
std::string period_of(Date day);

}  // namespace wutong::inventory
