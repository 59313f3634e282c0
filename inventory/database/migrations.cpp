#include "inventory/database/migrations.h"

#include <charconv>
#include <set>

#include "inventory/database/connection.h"
#include "inventory/database/error.h"
#include "inventory/database/store.h"
#include "sql/embedded_files.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view folder = "sql/migrations/";

int number_of(std::string_view path) {
  path.remove_prefix(folder.size());
  int number = 0;
  std::from_chars(path.data(), path.data() + path.size(), number);
  return number;
}

int newest_applied(Connection& connection) {
  return static_cast<int>(
      connection.query_integer("SELECT MAX(version) FROM schema_migration").value_or(0));
}

std::set<int> applied_versions(Connection& connection) {
  std::set<int> versions;
  Rows rows = connection.query("SELECT version FROM schema_migration");
  while (rows.next()) versions.insert(static_cast<int>(rows.integer(1)));
  return versions;
}

/// Not simply those after the newest one: a number that was made elsewhere and came later into the
/// program is missing before it. Throws SchemaTooNew.
std::vector<EmbeddedFile> missing_migrations(Connection& connection) {
  const std::set<int> applied = applied_versions(connection);
  const int known = newest_schema_version();
  if (!applied.empty() && *applied.rbegin() > known) throw SchemaTooNew(*applied.rbegin(), known);
  std::vector<EmbeddedFile> missing;
  for (const EmbeddedFile& file : embedded_files_in(folder)) {
    if (!applied.contains(number_of(file.path))) missing.push_back(file);
  }
  return missing;
}

/// Another program's migration is waited for, however long a session is otherwise ready to wait.
class Patience {
 public:
  explicit Patience(Lease& session) : session_(session) {
    session_->execute("SET SESSION innodb_lock_wait_timeout = 120");
  }
  Patience(const Patience&) = delete;
  Patience& operator=(const Patience&) = delete;
  ~Patience() { session_.discard(); }  // closed, so that no later borrower inherits the patience

 private:
  Lease& session_;
};

void make_bookkeeping(Connection& connection) {
  connection.execute(
      "CREATE TABLE IF NOT EXISTS schema_migration (version INT NOT NULL, path VARCHAR(120) NOT "
      "NULL,"
      " applied_at DATETIME(6) NOT NULL, PRIMARY KEY (version)) ENGINE = InnoDB"
      " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  connection.execute(
      "CREATE TABLE IF NOT EXISTS schema_lock (id INT NOT NULL PRIMARY KEY)"
      " ENGINE = InnoDB");
  connection.execute("INSERT INTO schema_lock VALUES (1) ON DUPLICATE KEY UPDATE id = id");
}

void apply(Connection& connection, const EmbeddedFile& file) {
  for (const std::string& statement : split_statements(file.content)) {
    connection.execute(statement);
  }
  connection.execute("INSERT INTO schema_migration VALUES (" +
                     std::to_string(number_of(file.path)) + ", " + connection.quoted(file.path) +
                     ", UTC_TIMESTAMP(6))");
}

}  // namespace

int newest_schema_version() {
  int newest = 0;
  for (const EmbeddedFile& file : embedded_files_in(folder)) {
    newest = std::max(newest, number_of(file.path));
  }
  return newest;
}

bool has_table(Connection& connection, std::string_view name) {
  return connection
      .query_integer(
          "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE()"
          " AND table_name = " +
          connection.quoted(name))
      .has_value();
}

std::vector<std::string> split_statements(std::string_view sql) {
  std::vector<std::string> statements;
  std::string statement;
  while (!sql.empty()) {
    const auto end = sql.find('\n');
    std::string_view line = sql.substr(0, end);
    sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 1);
    line = line.substr(0, line.find("--"));
    statement += line;
    const auto last = statement.find_last_not_of(' ');
    if (last != std::string::npos && statement[last] == ';') {
      statements.push_back(statement.substr(0, last));
      statement.clear();
    } else if (!statement.empty()) {
      statement += '\n';
    }
  }
  if (statement.find_first_not_of(" \n") != std::string::npos) statements.push_back(statement);
  return statements;
}

void migrate(Store& store) {
  const Lease work = store.lease();
  if (has_table(*work, "schema_migration") && missing_migrations(*work).empty()) return;
  // DDL commits by itself, so the lock that keeps other processes out is held by another session.
  Lease guard = store.lease();
  const Patience patience(guard);
  make_bookkeeping(*guard);
  Transaction lock(*guard);
  guard->query_integer("SELECT id FROM schema_lock WHERE id = 1 FOR UPDATE");
  for (const EmbeddedFile& file : missing_migrations(*work)) apply(*work, file);
  lock.commit();
}

SchemaVersions schema_versions(Connection& connection) {
  return {newest_applied(connection), newest_schema_version()};
}

SchemaVersions schema_versions(Store& store) {
  return schema_versions(*store.lease());
}

}  // namespace wutong::inventory
