#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/cycle_input.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::inventory {

/// A well-formed input row that a rule refused: the cycle went on without it.
struct RefusedRow {
  std::string file;
  RowNumber row{};
  std::string reason;  ///< the refusal's wire name
  std::string detail;  ///< the figures
};

void save_refused_rows(Connection& connection, const CycleRef& cycle,
                       const std::vector<RefusedRow>& rows);

}  // namespace wutong::inventory
