#include "procurement/app/backup/table_layout.h"

#include <map>
#include <set>

#include "inventory/database/restore_mark.h"

namespace wutong::app {

using inventory::Connection;
using inventory::Rows;

namespace {

bool holds_bytes(const std::string& type) {
  static const std::set<std::string> types = {"binary", "varbinary",  "tinyblob", "blob",
                                              "bit",    "mediumblob", "longblob"};
  return types.contains(type);
}

using Layouts = std::map<std::string, TableLayout>;

Layouts load_names(Connection& connection) {
  Layouts layouts;
  Rows rows = connection.query(
      "SELECT table_name FROM information_schema.tables"
      " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'");
  while (rows.next()) layouts[rows.text(1)].name = rows.text(1);
  layouts.erase(inventory::restore_mark_table);
  return layouts;
}

void load_columns(Connection& connection, Layouts& layouts) {
  // What the server computes itself cannot be written.
  Rows rows = connection.query(
      "SELECT table_name, column_name, data_type FROM information_schema.columns"
      " WHERE table_schema = DATABASE() AND extra NOT LIKE '%GENERATED'"
      " ORDER BY table_name, ordinal_position");
  while (rows.next()) {
    const auto found = layouts.find(rows.text(1));
    if (found == layouts.end()) continue;
    found->second.columns.push_back({rows.text(2), holds_bytes(rows.text(3))});
  }
}

void load_keys(Connection& connection, Layouts& layouts) {
  Rows rows = connection.query(
      "SELECT table_name, column_name FROM information_schema.statistics"
      " WHERE table_schema = DATABASE() AND index_name = 'PRIMARY'"
      " ORDER BY table_name, seq_in_index");
  while (rows.next()) {
    const auto found = layouts.find(rows.text(1));
    if (found != layouts.end()) found->second.key.push_back(rows.text(2));
  }
}

std::string definition_of(Connection& connection, const std::string& table) {
  Rows rows = connection.query("SHOW CREATE TABLE " + identifier(table));
  std::string definition;
  while (rows.next()) definition = rows.text(2);
  return definition;
}

}  // namespace

std::string identifier(const std::string& name) {
  std::string text = "`";
  for (const char letter : name) text.append(letter == '`' ? 2 : 1, letter);
  return text + "`";
}

std::vector<TableLayout> load_table_layouts(Connection& connection) {
  Layouts layouts = load_names(connection);
  load_columns(connection, layouts);
  load_keys(connection, layouts);
  std::vector<TableLayout> tables;
  for (auto& [name, layout] : layouts) {
    layout.definition = definition_of(connection, name);
    tables.push_back(std::move(layout));
  }
  return tables;
}

}  // namespace wutong::app
