#include "inventory/database/migrations.h"

#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "inventory/database/error.h"
#include "inventory/database/store.h"
#include "sql/embedded_files.h"
#include "tests/support/eventually.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::Connection;
using inventory::SchemaTooNew;
using inventory::Store;
using inventory::Transaction;
using test::EmptyDatabase;

namespace {

using Lines = std::vector<std::string>;

/// Every table with its columns and keys: two databases with the same answer have the same schema.
Lines schema_of(Connection& connection) {
  Lines schema = test::rows_of(
      connection,
      "SELECT table_name, column_name, column_type, is_nullable, collation_name FROM"
      " information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, ordinal_position");
  const Lines keys = test::rows_of(
      connection,
      "SELECT table_name, index_name, seq_in_index, column_name, non_unique FROM"
      " information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1, 2, 3");
  schema.insert(schema.end(), keys.begin(), keys.end());
  return schema;
}

Lines migrations_in(Connection& connection) {
  return test::rows_of(connection, "SELECT version, path FROM schema_migration ORDER BY version");
}

/// What a database looks like that nothing went wrong with.
const Lines& whole_schema() {
  static const Lines schema = [] {
    test::TestDatabase database;
    return schema_of(database.session());
  }();
  return schema;
}

struct Migration {
  std::string path;
  Lines statements;
};

std::vector<Migration> migrations() {
  std::vector<Migration> all;
  for (const EmbeddedFile& file : embedded_files_in("sql/migrations/")) {
    all.push_back({std::string(file.path), inventory::split_statements(file.content)});
  }
  return all;
}

/// Leaves a database as a program does that is killed after so many statements of its migrations.
void begin_migrations(Connection& connection, std::size_t statements) {
  connection.execute(
      "CREATE TABLE schema_migration (version INT NOT NULL, path VARCHAR(120) NOT NULL,"
      " applied_at DATETIME(6) NOT NULL, PRIMARY KEY (version)) ENGINE = InnoDB"
      " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  int version = 0;
  for (const Migration& migration : migrations()) {
    ++version;
    for (const std::string& statement : migration.statements) {
      if (statements-- == 0) return;
      connection.execute(statement);
    }
    if (statements-- == 0) return;
    connection.execute("INSERT INTO schema_migration VALUES (" + std::to_string(version) + ", '" +
                       migration.path + "', UTC_TIMESTAMP(6))");
  }
}

}  // namespace

TEST_CASE("a fresh database gets every migration, in order", "[migrations]") {
  EmptyDatabase database;
  const auto store = Store::open_address(database.address());
  Lines expected;
  for (const Migration& migration : migrations()) {
    expected.push_back(std::to_string(expected.size() + 1) + "|" + migration.path);
  }
  const auto lease = store->lease();
  CHECK(migrations_in(*lease) == expected);
  const auto versions = inventory::schema_versions(*store);
  CHECK(versions.database == versions.program);
  CHECK(versions.program == static_cast<int>(expected.size()));
}

TEST_CASE("a database that is up to date is left alone", "[migrations]") {
  test::TestDatabase database;
  const Lines before =
      database.rows("SELECT version, applied_at FROM schema_migration ORDER BY version");
  const auto again = Store::open_address(database.address());
  inventory::migrate(*again);
  inventory::migrate(database.store());
  CHECK(database.rows("SELECT version, applied_at FROM schema_migration ORDER BY version") ==
        before);
  CHECK(schema_of(database.session()) == whole_schema());
}

TEST_CASE("programs that start at once share one migration", "[migrations]") {
  for (int round = 0; round < 3; ++round) {
    EmptyDatabase database;
    std::vector<std::future<std::unique_ptr<Store>>> starting;
    for (int program = 0; program < 4; ++program) {
      starting.push_back(
          std::async(std::launch::async, [&] { return Store::open_address(database.address()); }));
    }
    for (auto& program : starting) CHECK_NOTHROW(program.get());
    const auto session = database.connect();
    CHECK(migrations_in(*session).size() == migrations().size());
    CHECK(schema_of(*session) == whole_schema());
  }
}

TEST_CASE("migrations that were interrupted anywhere are finished by the next start",
          "[migrations]") {
  std::size_t statements = 0;
  for (const Migration& migration : migrations()) statements += migration.statements.size() + 1;
  for (std::size_t interrupted = 0; interrupted < statements; interrupted += 4) {
    INFO("after " << interrupted << " statements");
    EmptyDatabase database;
    const auto session = database.connect();
    begin_migrations(*session, interrupted);
    CHECK_NOTHROW(Store::open_address(database.address()));
    CHECK(migrations_in(*session).size() == migrations().size());
    CHECK(schema_of(*session) == whole_schema());
  }
}

TEST_CASE("a migration that came into the program after a later number is applied",
          "[migrations]") {
  // Two branches of development: the database has the later number, the earlier one came since.
  test::TestDatabase database;
  database.session().execute("DROP TABLE formulary_entry");
  database.session().execute("DELETE FROM schema_migration WHERE version IN (6, 7)");
  inventory::migrate(database.store());
  CHECK(migrations_in(database.session()).size() == migrations().size());
  CHECK(schema_of(database.session()) == whole_schema());
}

TEST_CASE("a database of a newer program is refused and left alone", "[migrations]") {
  test::TestDatabase database;
  database.session().execute(
      "INSERT INTO schema_migration VALUES (9999, 'sql/migrations/9999_x.sql',"
      " UTC_TIMESTAMP(6))");
  try {
    Store::open_address(database.address());
    FAIL("it was opened");
  } catch (const SchemaTooNew& refused) {
    CHECK(refused.database() == 9999);
    CHECK(refused.program() == static_cast<int>(migrations().size()));
  }
  CHECK(inventory::schema_versions(database.store()).database == 9999);
  CHECK(schema_of(database.session()) == whole_schema());
}

TEST_CASE("a start waits for another program's migration, however long that takes",
          "[migrations]") {
  test::TestDatabase database;
  // Another program is at the newest migration, which it records last; locks are waited for one
  // second at most, unless a session asks for more.
  database.session().execute("DELETE FROM schema_migration ORDER BY version DESC LIMIT 1");
  const auto other = database.connect();
  const std::string patience =
      other->query_text("SELECT @@GLOBAL.innodb_lock_wait_timeout").value();
  other->execute("SET GLOBAL innodb_lock_wait_timeout = 1");
  auto working = std::make_unique<Transaction>(*other);
  CHECK(other->query_integer("SELECT id FROM schema_lock FOR UPDATE") == 1);
  auto starting =
      std::async(std::launch::async, [&] { return Store::open_address(database.address()); });
  const auto has_given_up = [&] {
    return starting.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  };
  constexpr std::int64_t longer_than_patience = 2000;
  CHECK(test::eventually([&] {
    return has_given_up() ||
           test::longest_statement_milliseconds(database.session()) > longer_than_patience;
  }));
  CHECK_FALSE(has_given_up());
  working.reset();
  CHECK_NOTHROW(starting.get());
  other->execute("SET GLOBAL innodb_lock_wait_timeout = " + patience);
  CHECK(migrations_in(database.session()).size() == migrations().size());
}

TEST_CASE("a county is one shard: every key of its tables begins with the county", "[migrations]") {
  test::TestDatabase database;
  CHECK(database.rows("SELECT table_name, index_name, column_name FROM"
                      " information_schema.statistics WHERE table_schema = DATABASE()"
                      " AND seq_in_index = 1 AND column_name <> 'county_id'"
                      " AND table_name NOT LIKE 'schema_%' ORDER BY 1, 2") ==
        Lines{"county|county_code|code"});
}

TEST_CASE("every table compares texts byte by byte and survives a crash", "[migrations]") {
  test::TestDatabase database;
  CHECK(database
            .rows("SELECT table_name FROM information_schema.tables WHERE table_schema ="
                  " DATABASE() AND (engine <> 'InnoDB' OR table_collation <> 'utf8mb4_bin')")
            .empty());
  CHECK(database
            .rows("SELECT table_name, column_name FROM information_schema.columns WHERE"
                  " table_schema = DATABASE() AND (data_type IN ('float', 'double') OR"
                  " collation_name <> 'utf8mb4_bin' OR extra LIKE '%auto_increment%')")
            .empty());
}
