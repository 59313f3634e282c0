#pragma once

#include <cstdint>

#include "inventory/database/connection.h"
#include "procurement/catalogue/releases/judge_release.h"

namespace wutong::procurement {

/// The words that were accepted, and those of the county's items.
KnownTerms load_known_terms(inventory::Connection& connection, std::int64_t county_id);

}  // namespace wutong::procurement
