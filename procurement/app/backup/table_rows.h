#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "procurement/app/backup/table_layout.h"

namespace wutong::app {

/// How many rows a table has, and the SHA-256 of all of them: two tables with the same digest hold
/// the same.
struct TableDigest {
  std::int64_t rows = 0;
  std::string sha256;
  friend bool operator==(const TableDigest&, const TableDigest&) = default;
};

/// Every row in the order of the primary key, as a JSON array of texts and nulls on a line of its
/// own, "[\"1\",\"T01\",null]\n".
TableDigest write_rows(inventory::Connection& connection, const TableLayout& table,
                       const std::function<void(std::string_view line)>& sink);

/// The reverse, into a table that is there and empty. `next_line` gives false at the end. Returns
/// the number of rows. Throws std::runtime_error for a line that is no row of the table.
std::int64_t read_rows(inventory::Connection& connection, const TableLayout& table,
                       const std::function<bool(std::string& line)>& next_line);

}  // namespace wutong::app
