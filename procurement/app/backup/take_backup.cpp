#include "procurement/app/backup/take_backup.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "inventory/database/error.h"
#include "inventory/database/migrations.h"
#include "inventory/database/restore_mark.h"
#include "procurement/app/backup/checksums.h"
#include "procurement/app/backup/gzip_file.h"
#include "procurement/app/backup/unfinished_backup.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

using inventory::Connection;
using procurement::Refusal;
using procurement::Refused;
namespace fs = std::filesystem;

namespace {

/// No migration runs while it lives: a table that changes its shape cannot be read as it was at the
/// moment of the snapshot. One that has begun is waited for.
class NoMigration {
 public:
  explicit NoMigration(const inventory::DatabaseAddress& address) : session_(address) {
    if (!inventory::has_table(session_, "schema_lock")) return;
    session_.execute("SET SESSION innodb_lock_wait_timeout = 120");
    transaction_.emplace(session_);
    session_.query_integer("SELECT id FROM schema_lock WHERE id = 1 LOCK IN SHARE MODE");
  }

 private:
  Connection session_;
  std::optional<inventory::Transaction> transaction_;
};

void require_something(Connection& connection, const std::string& database) {
  // The first migration may have been interrupted.
  if (inventory::has_table(connection, "schema_migration") &&
      inventory::schema_versions(connection).database > 0) {
    return;
  }
  throw Refused(Refusal::backup_of_nothing, {database});
}

int require_known_schema(Connection& connection) {
  const auto versions = inventory::schema_versions(connection);
  if (versions.database > versions.program) {
    throw inventory::SchemaTooNew(versions.database, versions.program);
  }
  return versions.database;
}

/// Names of files that no system, archive or script takes for something else.
std::string file_of(const std::string& table) {
  const bool is_plain = std::all_of(table.begin(), table.end(), [](unsigned char letter) {
    return std::isalnum(letter) != 0 || letter == '_';
  });
  if (!is_plain)
    throw std::runtime_error("the table " + table + " has a name that no file can have");
  return "tables/" + table + ".ndjson.gz";
}

BackedUpTable back_up(Connection& connection, TableLayout layout, const fs::path& folder) {
  BackedUpTable table{std::move(layout), {}, {}};
  std::optional<GzipWriter> file;
  table.digest = write_rows(connection, table.layout, [&](std::string_view line) {
    if (!file) {
      table.file = file_of(table.layout.name);
      file.emplace(folder / table.file);
    }
    file->write(line);
  });
  if (file) file->close();
  return table;
}

std::int64_t count_sealed_secrets(Connection& connection) {
  if (!inventory::has_table(connection, "user_credential")) return 0;  // a schema without accounts
  return connection.query_integer("SELECT COUNT(*) FROM user_credential WHERE totp_sealed <> ''")
      .value_or(0);
}

void write_text(const fs::path& file, const std::string& text) {
  errno = 0;
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (!stream) {
    throw Refused(Refusal::output_not_writable,
                  {file.string(), std::generic_category().message(errno == 0 ? EIO : errno)});
  }
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

/// The head of what is copied, and the copy; all of it inside one snapshot.
Manifest copy_all(Connection& connection, const fs::path& folder) {
  const inventory::Snapshot snapshot(connection);
  Manifest manifest;
  manifest.schema_version = require_known_schema(connection);
  manifest.made_at = connection.query_text("SELECT UTC_TIMESTAMP(6)").value();
  manifest.counties = load_county_heads(connection);
  manifest.sealed_secrets = count_sealed_secrets(connection);
  for (TableLayout& layout : load_table_layouts(connection)) {
    manifest.tables.push_back(back_up(connection, std::move(layout), folder));
  }
  return manifest;
}

}  // namespace

Manifest take_backup(inventory::Store& store, const BackupRequest& request) {
  Connection connection(store.address());
  inventory::refuse_half_restored(connection);
  require_something(connection, store.address().schema);
  UnfinishedBackup folder(request.target);
  fs::create_directory(folder.path() / "tables");
  fs::permissions(folder.path() / "tables", fs::perms::owner_all);
  const NoMigration no_migration(store.address());
  Manifest manifest = copy_all(connection, folder.path());
  manifest.sealing_key_fingerprint = request.sealing_key_fingerprint;
  manifest.audit_public_keys = request.audit_public_keys;
  write_text(folder.path() / manifest_file, manifest_json(manifest));
  write_text(folder.path() / checksum_file, checksums(folder.path(), manifest));
  folder.finish();
  return manifest;
}

}  // namespace wutong::app
