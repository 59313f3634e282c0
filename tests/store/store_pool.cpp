#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "inventory/database/error.h"
#include "tests/support/test_database.h"

using namespace wutong;
using inventory::DatabaseUnavailable;
using inventory::Lease;
using inventory::Store;

namespace {

std::int64_t session_of(Store& store) {
  const Lease lease = store.lease();
  return test::session_number(*lease);
}

}  // namespace

TEST_CASE("a session that was given back is lent again", "[store]") {
  test::TestDatabase database;
  const std::int64_t first = session_of(database.store());
  CHECK(session_of(database.store()) == first);
}

TEST_CASE("two leases at a time are two sessions", "[store]") {
  test::TestDatabase database;
  const Lease one = database.store().lease();
  const Lease two = database.store().lease();
  CHECK(test::session_number(*one) != test::session_number(*two));
}

TEST_CASE("an idle session that was killed is replaced by one that answers", "[store]") {
  test::TestDatabase database;
  std::vector<std::int64_t> killed;
  {
    const Lease one = database.store().lease();
    const Lease two = database.store().lease();
    killed = {test::session_number(*one), test::session_number(*two)};
  }
  for (const std::int64_t session : killed) test::kill_session(database.address(), session);
  const Lease lease = database.store().lease();
  CHECK(lease->query_integer("SELECT 1") == 1);
  CHECK_THAT(killed, !Catch::VectorContains(test::session_number(*lease)));
}

TEST_CASE("a session that its user discards is not lent again", "[store]") {
  test::TestDatabase database;
  std::int64_t broken = 0;
  {
    Lease lease = database.store().lease();
    broken = test::session_number(*lease);
    lease.discard();
  }
  CHECK(session_of(database.store()) != broken);
}

TEST_CASE("threads that lease at once have sessions of their own", "[store]") {
  test::TestDatabase database;
  std::vector<std::int64_t> answers(8);
  {
    std::vector<std::jthread> threads;
    for (std::size_t index = 0; index < answers.size(); ++index) {
      threads.emplace_back([&, index] {
        for (int round = 0; round < 20; ++round) {
          const Lease lease = database.store().lease();
          answers[index] += lease->query_integer("SELECT " + std::to_string(index)).value();
        }
      });
    }
  }
  for (std::size_t index = 0; index < answers.size(); ++index) {
    CHECK(answers[index] == 20 * static_cast<std::int64_t>(index));
  }
}

TEST_CASE("the store counts the statements of all sessions, the closed ones too", "[store]") {
  test::TestDatabase database;
  Store& store = database.store();
  const auto begin = store.counts();
  {
    Lease lease = store.lease();
    const auto lent = store.counts();  // a session is asked whether it answers before it is lent
    lease->query_integer("SELECT 1");
    lease->query_integer("SELECT 2");
    lease->count_rows_written(7);
    CHECK(store.counts().statements - lent.statements == 2);
    CHECK(store.counts().rows_written - begin.rows_written == 7);
    lease.discard();
    CHECK(store.counts().statements - lent.statements == 2);
  }
  const auto before = store.counts();
  {
    const Lease one = store.lease();
    const Lease two = store.lease();
    two->query_integer("SELECT 3");
  }
  CHECK(store.counts().statements > before.statements);
  CHECK(store.counts().rows_written - begin.rows_written == 7);
}

TEST_CASE("the sessions that a new store lends are as the server sets them up", "[store]") {
  // Bringing the schema up to date must not leave its own long patience behind in the pool.
  test::TestDatabase database;
  const auto fresh = database.connect()->query_text("SELECT @@SESSION.innodb_lock_wait_timeout");
  const Lease one = database.store().lease();
  const Lease two = database.store().lease();
  CHECK(one->query_text("SELECT @@SESSION.innodb_lock_wait_timeout") == fresh);
  CHECK(two->query_text("SELECT @@SESSION.innodb_lock_wait_timeout") == fresh);
}

TEST_CASE("a database that cannot be reached is unavailable", "[store]") {
  test::EmptyDatabase database;
  inventory::DatabaseAddress address = database.address();
  address.schema = "no_such_database";
  CHECK_THROWS_AS(Store::open_address(address), DatabaseUnavailable);
  address = database.address();
  address.user = "nobody";
  address.password = "wrong";
  CHECK_THROWS_AS(Store::open_address(address), DatabaseUnavailable);
  address.url = "unix:///nowhere/socket";
  CHECK_THROWS_AS(Store::open_address(address), DatabaseUnavailable);
}
