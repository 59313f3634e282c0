#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/release.h"

namespace wutong::procurement {

/// Keeps what was published, every row as it was given, and sets those aside that cannot be
/// understood (judge_release). No item is registered or changed. Answers release_id, rows,
/// quarantined_rows and the number of each reason. Refuses missing_value (no batch),
/// text_too_long, missing_column, duplicate_column, wrong_cell_count, not_utf8,
/// release_already_taken_in.
std::string take_in_release(inventory::Connection& connection, std::int64_t county_id,
                            const inventory::Release& release, inventory::Date today);

}  // namespace wutong::procurement
