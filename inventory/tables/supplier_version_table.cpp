#include "inventory/tables/supplier_version_table.h"

#include <fmt/format.h>

namespace wutong::inventory {

namespace {

constexpr unsigned first_note_column = 6;
constexpr unsigned first_record_column = 9;

/// `s` names the suppliers, `v` their versions, `n` the notes. Columns that two of them have are
/// renamed, so that the column list of the record needs no prefix.
std::string select_versions(std::int64_t county_id) {
  return fmt::format(
      "SELECT v.supplier_id, v.version, code, effective_from, newest_version, recorded_at, actor,"
      " reason, {0} FROM (SELECT supplier_id, code, version AS newest_version FROM supplier"
      " WHERE county_id = {1}) AS s JOIN supplier_version v ON v.county_id = {1} AND"
      " v.supplier_id = s.supplier_id{2}",
      supplier_column_list(), county_id, join_version_notes("supplier", county_id));
}

std::vector<SupplierVersion> read_versions(Rows rows) {
  std::vector<SupplierVersion> versions;
  while (rows.next()) {
    SupplierVersion version;
    version.stored = {rows.integer(1), rows.integer(2),
                      read_supplier(rows, rows.text(3), first_record_column)};
    version.effective_from = rows.date(4);
    version.newest_version = rows.integer(5);
    version.note = read_version_note(rows, first_note_column);
    versions.push_back(std::move(version));
  }
  return versions;
}

}  // namespace

std::optional<SupplierVersion> lock_supplier(Connection& connection, std::int64_t county_id,
                                             std::string_view code) {
  const auto id = connection.query_integer(
      fmt::format("SELECT supplier_id FROM supplier WHERE county_id = {} AND code = {} FOR UPDATE",
                  county_id, connection.quoted(code)));
  if (!id) return std::nullopt;
  auto versions = read_versions(connection.query(
      select_versions(county_id) +
      fmt::format(" WHERE v.supplier_id = {} AND v.version = newest_version", *id)));
  if (versions.empty()) return std::nullopt;
  return std::move(versions.front());
}

std::vector<SupplierVersion> load_suppliers_on(Connection& connection, std::int64_t county_id,
                                               const SupplierQuery& query) {
  std::string condition = fmt::format(
      " WHERE code > {} AND v.version = (SELECT MAX(m.version) FROM supplier_version m WHERE"
      " m.county_id = {} AND m.supplier_id = v.supplier_id AND m.effective_from <= '{}')",
      connection.quoted(query.after_code), county_id, to_string(query.as_of));
  if (query.code) condition += " AND code = " + connection.quoted(*query.code);
  if (!query.text.empty()) {
    condition +=
        fmt::format(" AND (INSTR(LOWER(code), LOWER({0})) OR INSTR(LOWER(name), LOWER({0})))",
                    connection.quoted(query.text));
  }
  return read_versions(
      connection.query(select_versions(county_id) +
                       fmt::format("{} ORDER BY code LIMIT {}", condition, query.at_most)));
}

std::vector<SupplierVersion> load_supplier_versions(Connection& connection, std::int64_t county_id,
                                                    std::string_view code,
                                                    std::int64_t below_version,
                                                    std::int64_t at_most) {
  return read_versions(connection.query(
      select_versions(county_id) +
      fmt::format(" WHERE code = {} AND v.version < {} ORDER BY v.version DESC LIMIT {}",
                  connection.quoted(code), below_version, at_most)));
}

}  // namespace wutong::inventory
