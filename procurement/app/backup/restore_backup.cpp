#include "procurement/app/backup/restore_backup.h"

#include <fmt/format.h>

#include "inventory/audit_chain.h"
#include "inventory/check_invariants.h"
#include "inventory/database/error.h"
#include "inventory/database/migrations.h"
#include "procurement/app/backup/gzip_file.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

using inventory::Connection;
using inventory::HeldRestoreMark;
using procurement::Refusal;
using procurement::Refused;

namespace {

[[noreturn]] void refuse_different(const RestoreRequest& request, const std::string& what,
                                   const std::string& expected, const std::string& found) {
  throw Refused(Refusal::restored_data_differs, {request.target, what, expected, found});
}

/// What is in a database that should be empty; empty when it is.
std::string first_content(Connection& connection) {
  const auto tables = connection.query_integer(
      "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()");
  if (tables.value_or(0) == 0) return {};
  if (inventory::has_table(connection, "county")) {
    if (const auto code = connection.query_text("SELECT MIN(code) FROM county")) {
      return "county " + *code;
    }
  }
  return connection
      .query_text(
          "SELECT MIN(table_name) FROM information_schema.tables"
          " WHERE table_schema = DATABASE()")
      .value();
}

void clear_database(Connection& connection) {
  for (const TableLayout& table : load_table_layouts(connection)) {
    connection.execute("DROP TABLE " + identifier(table.name));
  }
}

void load_table(Connection& connection, const BackedUpTable& table, const RestoreRequest& request) {
  connection.execute(table.layout.definition);
  if (table.file.empty()) return;
  GzipLines lines(request.backup / table.file);
  inventory::Transaction transaction(connection);
  read_rows(connection, table.layout, [&](std::string& line) { return lines.next(line); });
  transaction.commit();
}

/// Reads everything back: the same number of rows, and in them the same.
void compare_table(Connection& connection, const BackedUpTable& table,
                   const RestoreRequest& request) {
  const TableDigest found = write_rows(connection, table.layout, [](std::string_view) {});
  if (found == table.digest) return;
  refuse_different(request, table.layout.name,
                   fmt::format("{} rows, SHA-256 {}", table.digest.rows, table.digest.sha256),
                   fmt::format("{} rows, SHA-256 {}", found.rows, found.sha256));
}

std::string text_of(const CountyHead& head) {
  return fmt::format("{}: {} {}", head.code, head.audit_sequence, head.audit_hash);
}

void compare_heads(Connection& connection, const Manifest& manifest,
                   const RestoreRequest& request) {
  const auto found = load_county_heads(connection);
  if (found.size() != manifest.counties.size()) {
    refuse_different(request, "counties", std::to_string(manifest.counties.size()),
                     std::to_string(found.size()));
  }
  for (std::size_t at = 0; at < found.size(); ++at) {
    if (found[at] == manifest.counties[at]) continue;
    refuse_different(request, "audit_head", text_of(manifest.counties[at]), text_of(found[at]));
  }
}

void run_invariants(Connection& connection, const Manifest& manifest, RestoreReport& report) {
  const inventory::Snapshot snapshot(connection);
  for (const CountyHead& county : manifest.counties) {
    for (const auto& result : inventory::check_invariants(connection, county.county_id)) {
      ++report.invariants;
      if (result.holds()) continue;
      if (report.violations++ > 0) continue;
      report.first_violation =
          fmt::format("{}: {}: {}", county.code, result.name, result.first_violation);
    }
  }
}

void check_whole(Connection& connection, const Manifest& manifest, const RestoreRequest& request,
                 RestoreReport& report) {
  compare_heads(connection, manifest, request);
  run_invariants(connection, manifest, report);
  if (report.violations == 0 || request.accept_violations) return;
  throw Refused(Refusal::restored_data_breaks_invariants,
                {request.target, std::to_string(report.violations), report.first_violation});
}

RestoreReport fill(inventory::Store& store, const Manifest& manifest,
                   const RestoreRequest& request) {
  RestoreReport report;
  Connection connection(store.address());
  clear_database(connection);
  for (const BackedUpTable& table : manifest.tables) load_table(connection, table, request);
  for (const BackedUpTable& table : manifest.tables) compare_table(connection, table, request);
  inventory::migrate(store);
  report.schema_version = inventory::schema_versions(connection).database;
  check_whole(connection, manifest, request, report);
  return report;
}

/// The reason is left in the database for whoever opens it next, if it can still be told.
void leave(HeldRestoreMark& mark, const std::string& problem) {
  try {
    mark.leave(problem);
  } catch (const std::exception&) {
    // The mark stands all the same: it says that the restore was interrupted.
  }
}

}  // namespace

void require_restorable(inventory::Store& store, const std::string& target) {
  Connection connection(store.address());
  if (inventory::find_restore_mark(connection)) return;
  const std::string content = first_content(connection);
  if (!content.empty()) throw Refused(Refusal::restore_target_used, {target, content});
}

RestoreReport restore_backup(inventory::Store& store, const Manifest& manifest,
                             const RestoreRequest& request) {
  require_restorable(store, request.target);
  const auto cleared = inventory::find_restore_mark(*store.lease());
  const auto mark = HeldRestoreMark::take(store.address(), request.backup.string());
  if (!mark) throw Refused(Refusal::restore_under_way, {request.target});
  try {
    RestoreReport report = fill(store, manifest, request);
    report.cleared = cleared;
    mark->remove();
    return report;
  } catch (const std::exception& error) {
    leave(*mark, error.what());
    throw;
  }
}

}  // namespace wutong::app
