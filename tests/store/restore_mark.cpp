#include "inventory/database/restore_mark.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "inventory/database/bulk_insert.h"
#include "inventory/database/error.h"
#include "inventory/database/store.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::DatabaseError;
using inventory::HalfRestored;
using inventory::HeldRestoreMark;
using inventory::SchemaOnOpening;
using inventory::Store;

TEST_CASE("a database that was never restored has no mark", "[restore]") {
  const test::EmptyDatabase database;
  const auto session = database.connect();
  CHECK_FALSE(inventory::find_restore_mark(*session));
  CHECK_NOTHROW(inventory::refuse_half_restored(*session));
}

TEST_CASE("while it is being restored a database is not opened for daily use", "[restore]") {
  const test::EmptyDatabase database;
  const auto session = database.connect();
  const auto mark = HeldRestoreMark::take(database.address(), "/backups/it's one");
  REQUIRE(mark);
  CHECK(inventory::find_restore_mark(*session)->backup == "/backups/it's one");
  CHECK_THROWS_AS(Store::open_address(database.address()), HalfRestored);
  CHECK_FALSE(
      session->query_integer("SELECT 1 FROM information_schema.tables WHERE table_schema ="
                             " DATABASE() AND table_name = 'schema_migration'"));
  CHECK_NOTHROW(Store::open_address(database.address(), SchemaOnOpening::leave_as_it_is));
}

TEST_CASE("a mark is held by one restore, and by none when that has died", "[restore]") {
  const test::EmptyDatabase database;
  const auto session = database.connect();
  auto mark = HeldRestoreMark::take(database.address(), "one");
  CHECK_FALSE(HeldRestoreMark::take(database.address(), "other"));
  CHECK(inventory::find_restore_mark(*session)->backup == "one");
  mark.reset();  // as a killed program leaves it
  CHECK(inventory::find_restore_mark(*session)->problem == "it was interrupted");
  mark = HeldRestoreMark::take(database.address(), "other");
  REQUIRE(mark);
  CHECK(inventory::find_restore_mark(*session)->backup == "other");
}

TEST_CASE("a mark that is left behind says why, and goes when all is well", "[restore]") {
  const test::EmptyDatabase database;
  const auto session = database.connect();
  HeldRestoreMark::take(database.address(), "one")->leave("an invariant does not hold");
  try {
    inventory::refuse_half_restored(*session);
    FAIL("it was not refused");
  } catch (const HalfRestored& refused) {
    CHECK(refused.backup() == "one");
    CHECK(refused.problem() == "an invariant does not hold");
  }
  HeldRestoreMark::take(database.address(), "two")->remove();
  CHECK_FALSE(inventory::find_restore_mark(*session));
  CHECK_NOTHROW(Store::open_address(database.address()));
}

TEST_CASE("killed at the very end or the very beginning", "[restore]") {
  const test::EmptyDatabase database;
  const auto session = database.connect();
  HeldRestoreMark::take(database.address(), "one").reset();
  SECTION("the table was made, its row was not") {
    session->execute("DELETE FROM restore_mark");
    CHECK(inventory::find_restore_mark(*session));
    CHECK_THROWS_AS(Store::open_address(database.address()), HalfRestored);
  }
  SECTION("everything was verified, only the table was left") {
    session->execute("UPDATE restore_mark SET verified = 1");
    CHECK_FALSE(inventory::find_restore_mark(*session));
    CHECK_NOTHROW(Store::open_address(database.address()));
    CHECK_FALSE(HeldRestoreMark::take(database.address(), "other"));
  }
}

TEST_CASE("a row of texts, bytes and nothing", "[restore]") {
  const test::EmptyDatabase database;
  const auto session = database.connect();
  session->execute("CREATE TABLE odd (t TEXT, b BLOB, n TEXT)");
  using Value = std::variant<std::nullopt_t, std::string_view, inventory::HexadecimalBytes>;
  inventory::BulkInsert insert(*session, "odd (t, b, n)");
  insert.row_of(std::vector<Value>{std::string_view("it's \\"), inventory::HexadecimalBytes{"00FF"},
                                   std::nullopt});
  insert.row_of(std::vector<Value>{std::nullopt, inventory::HexadecimalBytes{""}, std::nullopt});
  insert.finish();
  CHECK(test::rows_of(*session, "SELECT t, HEX(b), n FROM odd ORDER BY b DESC") ==
        std::vector<std::string>{"it's \\|00FF|NULL", "NULL||NULL"});
}
