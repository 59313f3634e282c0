#pragma once

#include <cstdint>
#include <filesystem>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::reporting {

/// Writes the tables of a settled cycle as CSV files (contract section 4) from the database into
/// `folder`, each whole or not at all. Throws CsvNotWritten or std::filesystem::filesystem_error.
/// Answers the number of data rows.
std::int64_t write_cycle_results(inventory::Connection& connection,
                                 const inventory::CycleRef& cycle,
                                 const std::filesystem::path& folder);

}  // namespace wutong::reporting
