#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::app {

struct TableColumn {
  std::string name;
  bool is_bytes = false;  ///< no text: written and read as hexadecimal digits
};

/// What is needed to make a table again, and to read and write its rows.
struct TableLayout {
  std::string name;
  std::string definition;  ///< the CREATE TABLE statement, as the server gives it
  std::vector<TableColumn> columns;
  std::vector<std::string> key;  ///< the columns of the primary key
};

/// Every table of the database that the connection is on, by name; without the restore mark.
std::vector<TableLayout> load_table_layouts(inventory::Connection& connection);

/// `name` as SQL wants it, in backticks.
std::string identifier(const std::string& name);

}  // namespace wutong::app
