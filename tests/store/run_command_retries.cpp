#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "inventory/database/error.h"
#include "tests/support/eventually.h"
#include "tests/support/tally.h"

using namespace wutong;
using inventory::CommandResult;
using inventory::Connection;
using inventory::DatabaseError;
using inventory::run_command;
using inventory::Transaction;
using test::command;
using test::count_up;
using test::counting;
using test::eventually;
using test::Tally;

namespace {

using Lines = std::vector<std::string>;
constexpr int lock_wait_timeout = 1205;
constexpr int deadlock = 1213;

/// Runs `work` and notes the code of the error that it ends with, if any.
void noting(std::vector<int>& codes, const std::function<void()>& work) {
  try {
    work();
  } catch (const DatabaseError& error) {
    codes.push_back(error.code());
    throw;
  }
}

}  // namespace

TEST_CASE("of two operations in a deadlock one is run again, and both are done once",
          "[run_command]") {
  Tally tally;
  std::array<std::atomic<bool>, 2> has_locked{};
  std::array<std::vector<int>, 2> errors;
  std::array<std::atomic<int>, 2> runs{};
  const auto crossing = [&](std::size_t me) {
    const std::size_t other = 1 - me;
    return [&, me, other](Connection& connection) -> std::string {
      ++runs.at(me);
      noting(errors.at(me), [&] {
        count_up(connection, static_cast<int>(me));
        has_locked.at(me) = true;
        // Both hold their first row before either asks for the other's.
        if (!eventually([&] { return has_locked.at(other).load(); })) {
          throw std::runtime_error("the other operation did not begin");
        }
        count_up(connection, static_cast<int>(other));
      });
      return "{}";
    };
  };
  {
    const std::jthread first([&] { run_command(tally.store(), command("a"), crossing(0)); });
    const std::jthread second([&] { run_command(tally.store(), command("b"), crossing(1)); });
  }
  std::vector<int> all_errors = errors[0];
  all_errors.insert(all_errors.end(), errors[1].begin(), errors[1].end());
  CHECK_THAT(all_errors, Catch::VectorContains(deadlock));
  CHECK(runs[0] + runs[1] == 2 + static_cast<int>(all_errors.size()));
  CHECK(tally.at(0) == 2);
  CHECK(tally.at(1) == 2);
  CHECK(tally.commands() == 2);
  CHECK(tally.audit().size() == 2);
  CHECK(tally.audit_chain() == "unbroken");
}

TEST_CASE("an operation that waits too long for a lock is run again", "[run_command]") {
  Tally tally;
  const auto other = tally.database.connect();
  auto holding = std::make_unique<Transaction>(*other);
  count_up(*other, 1);
  std::vector<int> errors;
  run_command(tally.store(), command("k"), [&](Connection& connection) -> std::string {
    connection.execute("SET SESSION innodb_lock_wait_timeout = 1");
    if (!errors.empty()) holding.reset();  // the other one gives up in time for the second run
    noting(errors, [&] {
      count_up(connection, 0);
      count_up(connection, 1);
    });
    return "{}";
  });
  CHECK(errors == std::vector<int>{lock_wait_timeout});
  CHECK(tally.at(0) == 1);
  CHECK(tally.at(1) == 1);
  CHECK(tally.audit() == Lines{"count k done"});
}

TEST_CASE("an operation whose session is killed in the middle is run again from the beginning",
          "[run_command]") {
  Tally tally;
  std::vector<std::int64_t> sessions;
  const CommandResult result =
      run_command(tally.store(), command("k"), [&](Connection& connection) -> std::string {
        sessions.push_back(test::session_number(connection));
        count_up(connection, 0);
        if (sessions.size() == 1) test::kill_session(tally.database.address(), sessions.front());
        count_up(connection, 1);
        return "{}";
      });
  CHECK_FALSE(result.replayed);
  REQUIRE(sessions.size() == 2);
  CHECK(sessions[0] != sessions[1]);
  CHECK(tally.at(0) == 1);
  CHECK(tally.at(1) == 1);
  CHECK(tally.audit() == Lines{"count k done"});
}

TEST_CASE("a session that is killed after its operation, before the commit, is no commit",
          "[run_command]") {
  Tally tally;
  int runs = 0;
  run_command(tally.store(), command("k"), [&](Connection& connection) -> std::string {
    count_up(connection, 0);
    if (++runs == 1) {
      test::kill_session(tally.database.address(), test::session_number(connection));
    }
    return "{}";
  });
  CHECK(runs == 2);
  CHECK(tally.at(0) == 1);
  CHECK(tally.commands() == 1);
  CHECK(tally.audit() == Lines{"count k done"});
}

TEST_CASE("a commit of which no answer came is not done again when it was done", "[run_command]") {
  Tally tally;
  int runs = 0;
  std::jthread committing;
  const auto done_by_now = [&](Connection&) -> std::string {
    // The same command is committed by a session whose answer does not arrive here: it waits for
    // the key and gets it as soon as this attempt has failed.
    if (++runs == 1) {
      committing = std::jthread(
          [&] { run_command(tally.store(), command("k"), counting(0, "the first answer")); });
      CHECK(eventually([&] { return test::some_wait_for_a_row(tally.database.session()); }));
      throw DatabaseError(2013, "lost connection during query");
    }
    return "the second answer";
  };
  const CommandResult result = run_command(tally.store(), command("k"), done_by_now);
  committing.join();
  CHECK(result.answer == "the first answer");
  CHECK(result.replayed);
  CHECK(runs == 1);
  CHECK(tally.at(0) == 1);
}

TEST_CASE("a repetition that waits for the first run answers what that answers", "[run_command]") {
  // A double click: the second run finds that the first has done what it wants to do.
  Tally tally;
  std::atomic<bool> first_has_begun = false;
  std::atomic<int> runs = 0;
  const auto confirming = [&](Connection& connection) -> std::string {
    const bool is_first = ++runs == 1;
    if (connection.query_integer("SELECT n FROM tally WHERE id = 1 FOR UPDATE") != 0) {
      throw std::runtime_error("already_confirmed");
    }
    count_up(connection, 1);
    if (is_first) {
      first_has_begun = true;
      if (!eventually([&] { return test::some_wait_for_a_row(tally.database.session()); })) {
        throw std::runtime_error("the second run did not come");
      }
    }
    return "confirmed";
  };
  CommandResult first, second;
  {
    const std::jthread clicked(
        [&] { first = run_command(tally.store(), command("k"), confirming); });
    CHECK(eventually([&] { return first_has_begun.load(); }));
    CHECK_NOTHROW(second = run_command(tally.store(), command("k"), confirming));
  }
  CHECK(first.answer == "confirmed");
  CHECK(second.answer == "confirmed");
  CHECK(second.replayed);
  CHECK(tally.audit() == Lines{"count k done"});
}

TEST_CASE("an operation that never succeeds is given up after a bounded number of runs",
          "[run_command]") {
  Tally tally;
  int runs = 0;
  CHECK_THROWS_AS(run_command(tally.store(), command("k"),
                              [&](Connection& connection) -> std::string {
                                ++runs;
                                count_up(connection, 0);
                                throw DatabaseError(deadlock, "again and again");
                              }),
                  DatabaseError);
  CHECK(runs > 1);
  CHECK(runs <= 10);
  CHECK(tally.at(0) == 0);
  CHECK(tally.commands() == 0);
}

TEST_CASE("a session that met an error goes back to the pool without a transaction",
          "[run_command]") {
  Tally tally;
  CHECK_THROWS(run_command(tally.store(), command("k"), [&](Connection& connection) -> std::string {
    auto rows = connection.query("SELECT * FROM tally");
    rows.next();
    throw std::runtime_error("refused with rows unread");
  }));
  const auto lease = tally.store().lease();
  count_up(*lease, 0);  // would be part of a transaction that somebody left open
  CHECK(tally.at(0) == 1);
}
