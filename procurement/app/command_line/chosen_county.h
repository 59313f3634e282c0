#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/connection.h"

namespace wutong::app {

/// The county of this code, or, when none is named, the only one. Refuses county_not_named; throws
/// UsageError for a code that no county has.
std::int64_t chosen_county(inventory::Connection& connection, const std::string& code);

}  // namespace wutong::app
