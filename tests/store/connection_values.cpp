#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/bulk_insert.h"
#include "inventory/database/error.h"
#include "pricing/error.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::BulkInsert;
using inventory::Connection;
using inventory::DatabaseError;
using inventory::Date;
using pricing::Money;
using pricing::Quantity;
using pricing::UnitPrice;

namespace {

/// A session on an empty database with a table for every kind of value.
struct ValuesTable {
  test::EmptyDatabase database;
  std::unique_ptr<Connection> connection = database.connect();

  ValuesTable() {
    connection->execute(
        "CREATE TABLE sample (id BIGINT NOT NULL, text VARCHAR(500) NULL, price DECIMAL(18,6) NULL,"
        " places TINYINT NULL, amount DECIMAL(20,2) NULL, day DATE NULL, units BIGINT NULL,"
        " rate DECIMAL(7,6) NULL, PRIMARY KEY (id))"
        " ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  }
  template <typename Value>
  void store(const char* column, const std::vector<Value>& values) {
    BulkInsert insert(*connection, std::string("sample (id, ") + column + ")");
    int id = 0;
    for (const Value& value : values) insert.row(++id, value);
    insert.finish();
  }
};

std::string sql_text(Connection& connection, const std::string& expression) {
  return connection.query_text("SELECT " + expression).value();
}

std::optional<int> error_of(Connection& connection, const std::string& statement) {
  try {
    connection.execute(statement);
  } catch (const DatabaseError& error) {
    return error.code();
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("texts come back byte for byte", "[connection]") {
  const std::vector<std::string> texts{
      "",
      " ",
      "县人民医院",
      "💊🏥 emoji",
      "'",
      "''",
      "\"",
      "\\",
      "\\'",
      "it's \\\"quoted\\\"",
      "a\nb\r\nc\td",
      std::string("zero\0byte", 9),
      std::string("\x1a") + "control-Z",
      "\x7f\x01\x1f",
      "=cmd()",
      "%_; DROP TABLE sample; -- ",
      "{} {0} %s",
      "e\xcc\x81 \xc3\xa9",  // an accent of its own, and one that is not
      "\xe2\x80\xae reversed",
      "trailing space ",
      "NULL"};
  ValuesTable table;
  table.store("text", texts);
  auto rows = table.connection->query("SELECT text FROM sample ORDER BY id");
  for (const std::string& text : texts) {
    REQUIRE(rows.next());
    CHECK_FALSE(rows.is_null(1));
    CHECK(rows.text(1) == text);
  }
  CHECK_FALSE(rows.next());
}

TEST_CASE("every byte that UTF-8 allows alone comes back, quoted or not", "[connection]") {
  ValuesTable table;
  for (int byte = 0; byte < 0x80; ++byte) {
    const std::string text = std::string("<") + static_cast<char>(byte) + ">";
    INFO(byte);
    REQUIRE(sql_text(*table.connection, table.connection->quoted(text)) == text);
  }
}

TEST_CASE("nothing is not the empty text", "[connection]") {
  ValuesTable table;
  table.store("text", std::vector<std::optional<std::string>>{std::nullopt, "", "NULL"});
  CHECK(test::rows_of(*table.connection, "SELECT id FROM sample WHERE text IS NULL") ==
        std::vector<std::string>{"1"});
  CHECK(test::rows_of(*table.connection, "SELECT id FROM sample WHERE text = ''") ==
        std::vector<std::string>{"2"});
  CHECK_FALSE(table.connection->query_text("SELECT text FROM sample WHERE id = 1"));
}

TEST_CASE("money comes back to the 分, as far as money goes", "[connection]") {
  const std::vector<Money> amounts{Money(),          Money::fen(1),         Money::fen(-1),
                                   Money::fen(-105), Money::fen(INT64_MAX), Money::fen(INT64_MIN)};
  ValuesTable table;
  table.store("amount", amounts);
  auto rows = table.connection->query("SELECT amount FROM sample ORDER BY id");
  for (const Money amount : amounts) {
    REQUIRE(rows.next());
    CHECK(rows.money(1) == amount);
  }
}

TEST_CASE("a price comes back with the decimals it came with", "[connection]") {
  const std::vector<std::string> prices{
      "8.70",    "8.7",   "8.700000", "0.000001", "0", "0.000000", "999999999999.999999",
      "1000000", "0.0049"};
  ValuesTable table;
  BulkInsert insert(*table.connection, "sample (id, price, places)");
  int id = 0;
  for (const std::string& text : prices) {
    const UnitPrice price = UnitPrice::parse(text);
    insert.row(++id, price, price.places());
  }
  insert.finish();
  auto rows = table.connection->query("SELECT price, places FROM sample ORDER BY id");
  for (const std::string& text : prices) {
    REQUIRE(rows.next());
    CHECK(rows.price(1, 2).to_string() == text);
  }
}

TEST_CASE("dates, quantities and rates come back", "[connection]") {
  const std::vector<Date> days{inventory::parse_date("1900-01-01").value(),
                               inventory::parse_date("2028-02-29").value(),
                               inventory::parse_date("9999-12-31").value()};
  ValuesTable table;
  BulkInsert insert(*table.connection, "sample (id, day, units, rate)");
  int id = 0;
  for (const Date day : days) {
    insert.row(++id, day, Quantity(INT64_MAX), pricing::VatRate::parse("0.130000"));
  }
  insert.row(++id, std::optional<Date>(), std::optional<Quantity>(),
             std::optional<pricing::VatRate>());
  insert.finish();
  auto rows = table.connection->query("SELECT day, units, rate FROM sample ORDER BY id");
  for (const Date day : days) {
    REQUIRE(rows.next());
    CHECK(rows.date(1) == day);
    CHECK(rows.quantity(2) == Quantity(INT64_MAX));
    CHECK(rows.optional_quantity(2) == Quantity(INT64_MAX));
    CHECK(rows.text(3) == "0.130000");
  }
  REQUIRE(rows.next());
  CHECK(rows.is_null(1));
  CHECK(rows.optional_quantity(2) == std::nullopt);
  CHECK(rows.is_null(3));
}

TEST_CASE("a whole number is one or an error, never the beginning of a text", "[connection]") {
  test::EmptyDatabase database;
  const auto connection = database.connect();
  const auto integer = [&](const std::string& expression) {
    return connection->query_integer("SELECT " + expression);
  };
  CHECK(integer("9223372036854775807") == INT64_MAX);
  CHECK(integer("-9223372036854775808") == INT64_MIN);
  CHECK(integer("CAST(12 AS DECIMAL(20,0))") == 12);
  CHECK(integer("NULL") == std::nullopt);
  for (const char* expression : {"1.5", "1.0", "'12 '", "' 12'", "'12abc'", "''", "'abc'", "1e30",
                                 "9223372036854775808", "'0x10'", "CURRENT_DATE()"}) {
    INFO(expression);
    CHECK_THROWS_AS(integer(expression), DatabaseError);
  }
  auto rows = connection->query("SELECT NULL, '2026-02-30', '1.005', 'x'");
  REQUIRE(rows.next());
  CHECK_THROWS_AS(rows.integer(1), DatabaseError);
  CHECK_THROWS_AS(rows.date(2), DatabaseError);
  CHECK_THROWS_AS(rows.money(3), pricing::BadNumber);
  CHECK_THROWS_AS(rows.text(5), DatabaseError);
}

TEST_CASE("the server takes a value whole or refuses it", "[connection]") {
  ValuesTable table;
  const auto refused = [&](const std::string& column, const std::string& value) {
    INFO(column << " = " << value);
    CHECK(error_of(*table.connection,
                   "INSERT INTO sample (id, " + column + ") VALUES (1, " + value + ")"));
    CHECK(table.connection->query_integer("SELECT COUNT(*) FROM sample") == 0);
  };
  refused("text", "REPEAT('x', 501)");
  refused("day", "'2026-02-30'");
  refused("day", "'0000-00-00'");
  refused("units", "9223372036854775808");
  refused("units", "'12 packs'");
  refused("amount", "1000000000000000000.00");
  refused("amount", "1 / 0");
  refused("text", "'\xff\xfe'");  // no UTF-8
}

TEST_CASE("codes that differ in case, accent or width are different, as the tables compare them",
          "[connection]") {
  test::TestDatabase database;
  BulkInsert insert(database.session(),
                    "facility (county_id, facility_id, code, version, name,"
                    " kind, parent_id)");
  int id = 0;
  for (const char* code : {"H1", "h1", "Ｈ1", "e", "é", "e\xcc\x81", "ß", "ss", "医", "醫"}) {
    insert.row(1, ++id, code, 1, "name", "hospital", std::nullopt);
  }
  CHECK_NOTHROW(insert.finish());
  CHECK(database.figure("SELECT facility_id FROM facility WHERE code = 'h1'") == 2);
  // The folder's reader refuses codes that end in a space: to the tables they are the same.
  CHECK(error_of(database.session(),
                 "INSERT INTO facility VALUES (1, 99, 'H1 ', 1, 'name', 'hospital', NULL)") ==
        1062);
  // Another county has codes of its own.
  CHECK_FALSE(error_of(database.session(),
                       "INSERT INTO facility VALUES (2, 1, 'H1', 1, 'name', 'hospital', NULL)"));
}
