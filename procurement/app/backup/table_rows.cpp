#include "procurement/app/backup/table_rows.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <variant>

#include "inventory/database/bulk_insert.h"
#include "procurement/app/backup/sha256.h"

namespace wutong::app {

using inventory::BulkInsert;
using inventory::Connection;
using inventory::HexadecimalBytes;
using inventory::Rows;
using Json = nlohmann::json;

namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) (text += text.empty() ? "" : ", ") += part;
  return text;
}

std::vector<std::string> identifiers(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(identifier(name));
  return quoted;
}

std::vector<std::string> column_names(const TableLayout& table) {
  std::vector<std::string> names;
  for (const TableColumn& column : table.columns) names.push_back(column.name);
  return names;
}

std::string query_of(const TableLayout& table) {
  std::vector<std::string> values;
  for (const TableColumn& column : table.columns) {
    const std::string name = identifier(column.name);
    values.push_back(column.is_bytes ? "HEX(" + name + ")" : name);
  }
  const auto order = identifiers(table.key.empty() ? column_names(table) : table.key);
  return "SELECT " + joined(values) + " FROM " + identifier(table.name) + " ORDER BY " +
         joined(order);
}

std::string line_of(const Rows& row, unsigned columns) {
  Json cells = Json::array();
  for (unsigned column = 1; column <= columns; ++column) {
    cells.push_back(row.is_null(column) ? Json() : Json(row.text(column)));
  }
  return cells.dump() + "\n";
}

using Value = std::variant<std::nullopt_t, std::string_view, HexadecimalBytes>;

Value value_of(const Json& cell, const TableColumn& column) {
  if (cell.is_null()) return std::nullopt;
  const std::string_view text = cell.get_ref<const std::string&>();
  if (!column.is_bytes) return text;
  if (text.find_first_not_of("0123456789ABCDEF") != std::string_view::npos) {
    throw std::runtime_error("the column " + column.name + " has bytes that are not hexadecimal");
  }
  return HexadecimalBytes{text};
}

}  // namespace

TableDigest write_rows(Connection& connection, const TableLayout& table,
                       const std::function<void(std::string_view line)>& sink) {
  const auto columns = static_cast<unsigned>(table.columns.size());
  Sha256 hash;
  TableDigest digest;
  Rows rows = connection.query(query_of(table));
  while (rows.next()) {
    const std::string line = line_of(rows, columns);
    hash.add(line);
    sink(line);
    ++digest.rows;
  }
  digest.sha256 = hash.hexadecimal();
  return digest;
}

std::int64_t read_rows(Connection& connection, const TableLayout& table,
                       const std::function<bool(std::string& line)>& next_line) {
  BulkInsert insert(connection,
                    identifier(table.name) + " (" + joined(identifiers(column_names(table))) + ")");
  std::vector<Value> values;
  for (std::string line; next_line(line);) {
    const Json cells = Json::parse(line);
    if (!cells.is_array() || cells.size() != table.columns.size()) {
      throw std::runtime_error("a line of the table " + table.name + " is no row of it");
    }
    values.clear();
    for (std::size_t at = 0; at < cells.size(); ++at) {
      values.push_back(value_of(cells[at], table.columns[at]));
    }
    insert.row_of(values);
  }
  insert.finish();
  return insert.rows();
}

}  // namespace wutong::app
