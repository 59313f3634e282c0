#include "inventory/check_invariants.h"

#include <fmt/format.h>

#include "inventory/audit_chain.h"
#include "sql/embedded_files.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view folder = "inventory/invariants/";
constexpr std::string_view command_folder = "inventory/command_invariants/";
constexpr std::string_view audit_chain_name = "audit_chain_is_unbroken";

/// The file's name without folder and ending.
std::string name_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return std::string(path.substr(0, path.find('.')));
}

std::string replaced(std::string_view query, std::string_view placeholder, std::int64_t value) {
  std::string sql;
  while (true) {
    const auto at = query.find(placeholder);
    sql += query.substr(0, at);
    if (at == std::string_view::npos) return sql;
    sql += std::to_string(value);
    query.remove_prefix(at + placeholder.size());
  }
}

/// Runs a query that must return no rows.
InvariantResult run(Connection& connection, std::string name, const std::string& sql) {
  InvariantResult result{std::move(name), 0, {}};
  Rows rows = connection.query(sql);
  while (rows.next()) {
    if (result.violations++ > 0) continue;
    for (unsigned column = 1; column <= rows.columns(); ++column) {
      result.first_violation += fmt::format("{}{}={}", column == 1 ? "" : ", ", rows.name(column),
                                            rows.is_null(column) ? "NULL" : rows.text(column));
    }
  }
  return result;
}

}  // namespace

std::vector<std::string> invariant_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files_in(folder)) names.push_back(name_of(file.path));
  names.emplace_back(audit_chain_name);
  return names;
}

std::vector<InvariantResult> check_invariants(Connection& connection, std::int64_t county_id) {
  std::vector<InvariantResult> results;
  for (const EmbeddedFile& file : embedded_files_in(folder)) {
    results.push_back(
        run(connection, name_of(file.path), replaced(file.content, ":county", county_id)));
  }
  InvariantResult chain{std::string(audit_chain_name), 0, {}};
  if (const auto broken = verify_audit_chain(connection, county_id)) {
    chain.violations = 1;
    chain.first_violation = fmt::format("sequence={}: {}", broken->sequence, broken->reason);
  }
  results.push_back(std::move(chain));
  return results;
}

std::vector<InvariantResult> broken_by_command(Connection& connection, std::int64_t county_id,
                                               std::int64_t first_id) {
  std::vector<InvariantResult> broken;
  for (const EmbeddedFile& file : embedded_files_in(command_folder)) {
    const std::string sql =
        replaced(replaced(file.content, ":county", county_id), ":first_id", first_id);
    InvariantResult result = run(connection, name_of(file.path), sql);
    if (!result.holds()) broken.push_back(std::move(result));
  }
  return broken;
}

}  // namespace wutong::inventory
