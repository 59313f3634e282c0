#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/connection.h"

namespace wutong::app {

/// The county that --county names, else the only one of the database. 0: the database has none, and
/// none was named. Throws UsageError (unknown) or Refused (county_not_named).
std::int64_t named_county_or_none(inventory::Connection& connection, const std::string& code);

/// The same; no county at all is county_not_named too.
std::int64_t named_county(inventory::Connection& connection, const std::string& code);

}  // namespace wutong::app
