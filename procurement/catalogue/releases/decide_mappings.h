#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/release_table.h"

namespace wutong::procurement {

/// What a person says a row is.
struct RowDecision {
  std::int64_t row_no{};
  std::string item_code;  ///< empty: it belongs to none of the county's items
  std::string reason;     ///< needed when it belongs to none, and to change an earlier decision
};

struct RowDecisions {
  std::vector<RowDecision> rows;
  std::string decided_by;  ///< from the session
  inventory::Date decided_on{};
};

/// Confirms or rejects, row by row, all or none: the item proposed, another one, or none at all.
/// Every decision is kept, the newest holds. Answers confirmed, rejected, and unchanged (the same
/// was decided before). Refuses release_unknown, release_row_unknown, release_row_in_quarantine,
/// duplicate_key (a row twice), unknown_code, mapping_needs_reason, text_too_long.
std::string decide_mappings(inventory::Connection& connection, inventory::ReleaseRef release,
                            const RowDecisions& decisions);

}  // namespace wutong::procurement
