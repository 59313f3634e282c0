#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "inventory/database/bulk_insert.h"
#include "inventory/database/error.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::BulkInsert;
using inventory::Connection;
using inventory::DatabaseError;
using inventory::Transaction;

namespace {

/// A table of numbers, and two sessions that see it.
struct NumbersTable {
  test::EmptyDatabase database;
  std::unique_ptr<Connection> connection = database.connect();
  std::unique_ptr<Connection> other = database.connect();

  NumbersTable() {
    connection->execute(
        "CREATE TABLE number (id INT NOT NULL, value TEXT NULL, PRIMARY KEY (id))"
        " ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  }
  void insert(int id) {
    connection->execute("INSERT INTO number (id) VALUES (" + std::to_string(id) + ")");
  }
  /// As another session sees it.
  std::int64_t stored() { return other->query_integer("SELECT COUNT(*) FROM number").value(); }
};

DatabaseError error_of(Connection& connection, const std::string& statement) {
  try {
    connection.execute(statement);
  } catch (const DatabaseError& error) {
    return error;
  }
  FAIL("no error: " << statement);
  return {0, ""};
}

}  // namespace

TEST_CASE("a session is set up alike on any server", "[connection]") {
  test::EmptyDatabase database;
  const auto connection = database.connect();
  CHECK(connection->query_text("SELECT @@SESSION.tx_isolation") == "READ-COMMITTED");
  CHECK(connection->query_text("SELECT @@SESSION.time_zone") == "+00:00");
  CHECK(connection->query_text("SELECT @@SESSION.character_set_client") == "utf8mb4");
  CHECK(connection->query_text("SELECT @@SESSION.character_set_results") == "utf8mb4");
  const std::string mode = connection->query_text("SELECT @@SESSION.sql_mode").value();
  for (const char* wanted :
       {"STRICT_ALL_TABLES", "NO_ENGINE_SUBSTITUTION", "NO_ZERO_DATE", "NO_ZERO_IN_DATE",
        "ERROR_FOR_DIVISION_BY_ZERO", "ONLY_FULL_GROUP_BY"}) {
    CHECK_THAT(mode, Catch::Contains(wanted));
  }
  CHECK_THAT(mode, !Catch::Contains("NO_BACKSLASH_ESCAPES"));
}

TEST_CASE("each statement sees what others have committed by then, and nothing else",
          "[connection]") {
  NumbersTable numbers;
  Transaction reading(*numbers.other);
  CHECK(numbers.stored() == 0);
  {
    Transaction writing(*numbers.connection);
    numbers.insert(1);
    CHECK(numbers.stored() == 0);
    writing.commit();
  }
  CHECK(numbers.stored() == 1);
}

TEST_CASE("one call is one statement", "[connection]") {
  NumbersTable numbers;
  numbers.insert(1);
  CHECK_THROWS_AS(numbers.connection->execute("DELETE FROM number; DELETE FROM number"),
                  DatabaseError);
  CHECK(numbers.stored() == 1);
}

TEST_CASE("rows tell their columns and may be left half read", "[connection]") {
  NumbersTable numbers;
  for (int id = 1; id <= 3; ++id) numbers.insert(id);
  {
    auto rows = numbers.connection->query("SELECT id, value AS content FROM number ORDER BY id");
    CHECK(rows.columns() == 2);
    CHECK(rows.name(1) == "id");
    CHECK(rows.name(2) == "content");
    REQUIRE(rows.next());
    CHECK(rows.integer(1) == 1);
    CHECK(rows.is_null(2));
  }
  CHECK(numbers.connection->query_integer("SELECT MAX(id) FROM number") == 3);
  CHECK(numbers.connection->query_integer("SELECT id FROM number ORDER BY id DESC") == 3);
  CHECK(numbers.connection->query_integer("SELECT id FROM number WHERE id > 3") == std::nullopt);
  CHECK(numbers.connection->execute("INSERT INTO number (id) VALUES (4), (5)") == 2);
}

TEST_CASE("an error leaves the session usable, and says of what kind it is", "[connection]") {
  NumbersTable numbers;
  numbers.insert(1);
  const DatabaseError duplicate =
      error_of(*numbers.connection, "INSERT INTO number VALUES (1, '')");
  CHECK(duplicate.is_duplicate());
  CHECK_FALSE(duplicate.is_transient());
  const DatabaseError typo = error_of(*numbers.connection, "SELEKT 1");
  CHECK(typo.code() == 1064);
  CHECK_FALSE(typo.is_duplicate());
  CHECK_FALSE(typo.is_transient());
  CHECK_FALSE(typo.is_connection_lost());
  CHECK_THROWS_AS(numbers.connection->query("SELECT * FROM nowhere"), DatabaseError);
  CHECK(numbers.connection->answers());
  CHECK(numbers.stored() == 1);
}

TEST_CASE("a session that was killed does not answer, and its error is a lost connection",
          "[connection]") {
  NumbersTable numbers;
  test::kill_session(numbers.database.address(), test::session_number(*numbers.connection));
  const DatabaseError lost = error_of(*numbers.connection, "INSERT INTO number VALUES (1, '')");
  CHECK(lost.is_connection_lost());
  CHECK(lost.is_transient());
  CHECK_FALSE(numbers.connection->answers());
  CHECK(numbers.stored() == 0);
}

TEST_CASE("a transaction that is not committed leaves nothing", "[transaction]") {
  NumbersTable numbers;
  {
    Transaction transaction(*numbers.connection);
    numbers.insert(1);
  }
  CHECK(numbers.stored() == 0);
  CHECK_THROWS_AS(
      [&] {
        Transaction transaction(*numbers.connection);
        numbers.insert(2);
        throw std::runtime_error("refused");
      }(),
      std::runtime_error);
  CHECK(numbers.stored() == 0);
  {
    Transaction transaction(*numbers.connection);
    numbers.insert(3);
    transaction.commit();
  }
  CHECK(numbers.stored() == 1);
  numbers.insert(4);  // outside of any transaction: at once
  CHECK(numbers.stored() == 2);
}

TEST_CASE("a transaction may end while rows are half read", "[transaction]") {
  NumbersTable numbers;
  for (int id = 1; id <= 100; ++id) numbers.insert(id);
  CHECK_THROWS_AS(
      [&] {
        Transaction transaction(*numbers.connection);
        numbers.insert(101);
        auto rows = numbers.connection->query("SELECT id FROM number");
        rows.next();
        throw std::runtime_error("refused");
      }(),
      std::runtime_error);
  CHECK(numbers.stored() == 100);
  CHECK(numbers.connection->answers());
}

TEST_CASE("a commit that is lost is noticed, and nothing was stored", "[transaction]") {
  NumbersTable numbers;
  const std::int64_t session = test::session_number(*numbers.connection);
  Transaction transaction(*numbers.connection);
  numbers.insert(1);
  test::kill_session(numbers.database.address(), session);
  CHECK_THROWS_AS(transaction.commit(), DatabaseError);
  CHECK(numbers.stored() == 0);
}

TEST_CASE("rows are inserted many at once", "[bulk_insert]") {
  NumbersTable numbers;
  const auto before = numbers.connection->counts();
  BulkInsert insert(*numbers.connection, "number (id, value)");
  constexpr int rows = 3000;
  const std::string kilobyte(1000, 'x');
  for (int id = 1; id <= rows; ++id) insert.row(id, kilobyte);
  insert.finish();
  CHECK(insert.rows() == rows);
  CHECK(numbers.stored() == rows);
  const auto after = numbers.connection->counts();
  CHECK(after.rows_written - before.rows_written == rows);
  // Three megabytes in statements of about half a megabyte.
  CHECK(after.statements - before.statements >= 5);
  CHECK(after.statements - before.statements <= 8);
}

TEST_CASE("an insert of no rows sends nothing, and one that is finished may go on",
          "[bulk_insert]") {
  NumbersTable numbers;
  BulkInsert insert(*numbers.connection, "number (id, value)");
  insert.finish();
  CHECK(numbers.connection->counts().statements == 1);  // the table
  insert.row(1, "a");
  insert.finish();
  insert.finish();
  insert.row(2, "b");
  insert.finish();
  CHECK(insert.rows() == 2);
  CHECK(numbers.stored() == 2);
}

TEST_CASE("rows that are known are changed as the insert says", "[bulk_insert]") {
  NumbersTable numbers;
  numbers.insert(1);
  BulkInsert insert(*numbers.connection, "number (id, value)", "value = VALUES(value)");
  insert.row(1, "changed");
  insert.row(2, "new");
  insert.finish();
  CHECK(test::rows_of(*numbers.other, "SELECT id, value FROM number ORDER BY id") ==
        std::vector<std::string>{"1|changed", "2|new"});
}
