#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/tables/release_table.h"

namespace wutong::procurement {

/// Words for units or forms that somebody says are right. Answers accepted (the new ones). Refuses
/// bad_code (empty, or white space around it) and text_too_long.
std::string accept_terms(inventory::Connection& connection, std::int64_t county_id,
                         const inventory::AcceptedTerms& terms);

}  // namespace wutong::procurement
