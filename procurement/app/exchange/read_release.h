#pragma once

#include <filesystem>
#include <functional>

#include "inventory/records/release.h"

namespace wutong::app {

/// Called every thousand rows; it may throw, which ends the reading.
using OnReleaseRows = std::function<void(std::int64_t rows)>;

/// The columns and rows of a table that somebody published, from CSV or XLSX: every cell as its
/// text. Rows that end early are filled up. Refuses whole (what cannot be kept cannot be judged
/// later): a file that is no table, a cell whose text cannot be trusted, a row wider than the
/// header; with file, row and column in the figures, as faults have them.
void read_release(const std::filesystem::path& file, inventory::Release& into,
                  const OnReleaseRows& on_rows);

}  // namespace wutong::app
