#include "inventory/audit_chain.h"

#include <catch2/catch.hpp>
#include <future>
#include <map>
#include <string>
#include <vector>

#include "inventory/check_invariants.h"
#include "inventory/run_command.h"
#include "tests/support/eventually.h"
#include "tests/support/tally.h"

using namespace wutong;
using inventory::Connection;
using inventory::Transaction;
using test::command;
using test::Tally;

namespace {

constexpr int chain_length = 5;

/// A chain of five audit rows, to be tampered with in a transaction that is rolled back.
struct Chain {
  Tally tally;

  Chain() {
    for (int number = 1; number <= chain_length; ++number) {
      inventory::run_command(tally.store(), command("key " + std::to_string(number)),
                             test::counting(number));
    }
  }
  /// What the verification says after a change, which is undone again.
  std::string after(const std::string& change) {
    Transaction transaction(tally.database.session());
    REQUIRE(tally.database.session().execute(change) > 0);
    return tally.audit_chain();
  }
};

const std::string changed = "its content was changed";
const std::string not_continued = "it does not continue the row before it";
const std::string missing = "the row is missing";
const std::string too_early = "the chain ends too early";

}  // namespace

TEST_CASE("an untouched chain is unbroken, and so is none", "[audit_chain]") {
  Chain chain;
  CHECK(chain.tally.audit_chain() == "unbroken");
  CHECK_FALSE(inventory::verify_audit_chain(chain.tally.database.session(), 99));
}

TEST_CASE("a change in any column of any row is found where it is", "[audit_chain]") {
  // What a change looks like depends on the column; a column that is not listed fails the test.
  const std::map<std::string, std::pair<std::string, std::string>> changes{
      {"county_id", {"county_id + 1", missing}},
      {"sequence", {"sequence + 100", missing}},
      {"recorded_at", {"recorded_at + INTERVAL 1 MICROSECOND", changed}},
      {"actor", {"CONCAT(actor, 'x')", changed}},
      {"operation", {"UPPER(operation)", changed}},
      {"idempotency_key", {"CONCAT(idempotency_key, ' ')", changed}},
      {"content_hash", {"REVERSE(content_hash)", changed}},
      {"outcome", {"'refused: no'", changed}},
      {"previous_hash", {"REVERSE(CONCAT(LEFT(previous_hash, 63), 'x'))", not_continued}},
      {"hash", {"REVERSE(CONCAT(LEFT(hash, 63), 'x'))", changed}},
  };
  Chain chain;
  const auto columns = chain.tally.database.rows(
      "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
      " AND table_name = 'audit_entry'");
  CHECK(columns.size() == changes.size());
  for (const std::string& column : columns) {
    REQUIRE(changes.contains(column));
    const auto& [value, reason] = changes.at(column);
    for (int row = 1; row <= chain_length; ++row) {
      const std::string number = std::to_string(row);
      INFO(column << " of row " << row);
      // The end of the chain that moves away is missing at the end.
      const bool is_cut = row == chain_length && reason == missing && column == "county_id";
      CHECK(chain.after("UPDATE audit_entry SET " + column + " = " + value + " WHERE sequence = " +
                        number) == number + ": " + (is_cut ? too_early : reason));
    }
  }
}

TEST_CASE("texts that move from one column to the next are found", "[audit_chain]") {
  Chain chain;
  CHECK(chain.after("UPDATE audit_entry SET actor = LEFT(actor, 5), operation = CONCAT('r',"
                    " operation) WHERE sequence = 2") == "2: " + changed);
}

TEST_CASE("a row that was removed is found where it was", "[audit_chain]") {
  Chain chain;
  for (int row = 1; row < chain_length; ++row) {
    const std::string number = std::to_string(row);
    CHECK(chain.after("DELETE FROM audit_entry WHERE sequence = " + number) ==
          number + ": " + missing);
  }
}

TEST_CASE("an end that was cut off is found", "[audit_chain]") {
  Chain chain;
  CHECK(chain.after("DELETE FROM audit_entry WHERE sequence = 5") == "5: " + too_early);
  CHECK(chain.after("DELETE FROM audit_entry WHERE sequence >= 3") == "3: " + too_early);
  CHECK(chain.after("DELETE FROM audit_entry") == "1: " + too_early);
}

TEST_CASE("rows that changed places are found at the first of them", "[audit_chain]") {
  Chain chain;
  CHECK(chain.after("UPDATE audit_entry SET sequence = CASE sequence WHEN 2 THEN 103 WHEN 3 THEN"
                    " 102 ELSE sequence END WHERE sequence IN (2, 3)") == "2: " + missing);
  Transaction transaction(chain.tally.database.session());
  Connection& session = chain.tally.database.session();
  session.execute("UPDATE audit_entry SET sequence = 100 WHERE sequence = 2");
  session.execute("UPDATE audit_entry SET sequence = 2 WHERE sequence = 3");
  session.execute("UPDATE audit_entry SET sequence = 3 WHERE sequence = 100");
  CHECK(chain.tally.audit_chain() == "2: " + not_continued);
}

TEST_CASE("a removed row is not hidden by closing the ranks", "[audit_chain]") {
  Chain chain;
  Transaction transaction(chain.tally.database.session());
  Connection& session = chain.tally.database.session();
  session.execute("DELETE FROM audit_entry WHERE sequence = 3");
  session.execute(
      "UPDATE audit_entry SET sequence = sequence - 1 WHERE sequence > 3"
      " ORDER BY sequence");
  CHECK(chain.tally.audit_chain() == "3: " + not_continued);
}

TEST_CASE("a row that was slipped in is found", "[audit_chain]") {
  Chain chain;
  const std::string copy =
      "INSERT INTO audit_entry SELECT county_id, sequence + 1, recorded_at,"
      " actor, operation, idempotency_key, content_hash, outcome, hash, hash"
      " FROM audit_entry WHERE sequence = 5";
  CHECK(chain.after(copy) == "6: " + changed);
  // A true row beyond the end that the head names.
  CHECK(chain.after("UPDATE audit_head h JOIN audit_entry e ON e.county_id = h.county_id AND"
                    " e.sequence = 4 SET h.sequence = 4, h.hash = e.hash") != "unbroken");
}

TEST_CASE("the end of the chain is known apart from its rows", "[audit_chain]") {
  Chain chain;
  CHECK(chain.after("DELETE FROM audit_head") != "unbroken");
  CHECK(chain.after("UPDATE audit_head SET sequence = sequence + 1") != "unbroken");
  CHECK(chain.after("UPDATE audit_head SET hash = REVERSE(hash)") != "unbroken");
}

TEST_CASE("a chain that was cut off together with its head leaves commands without a trace",
          "[audit_chain]") {
  Chain chain;
  Connection& session = chain.tally.database.session();
  Transaction transaction(session);
  session.execute(
      "UPDATE audit_head h JOIN audit_entry e ON e.county_id = h.county_id AND"
      " e.sequence = 3 SET h.sequence = 3, h.hash = e.hash");
  session.execute("DELETE FROM audit_entry WHERE sequence > 3");
  CHECK(chain.tally.audit_chain() == "unbroken");  // nothing outside of the database says otherwise
  for (const auto& result : inventory::check_invariants(session, Tally::county_id)) {
    INFO(result.name);
    CHECK(result.violations == (result.name == "every_command_is_audited" ? 2 : 0));
  }
}

TEST_CASE("a chain that grows while it is verified is unbroken", "[audit_chain]") {
  Chain chain;
  Connection& session = chain.tally.database.session();
  // The fifth command is about to be committed ...
  session.execute("CREATE TABLE put_aside AS SELECT * FROM audit_entry WHERE sequence = 5");
  session.execute("CREATE TABLE head_aside AS SELECT * FROM audit_head");
  session.execute("DELETE FROM audit_entry WHERE sequence = 5");
  session.execute(
      "UPDATE audit_head h JOIN audit_entry e ON e.county_id = h.county_id AND"
      " e.sequence = 4 SET h.sequence = 4, h.hash = e.hash");
  REQUIRE(chain.tally.audit_chain() == "unbroken");
  // ... and is, after the verification has read the rows and before it reads the head.
  const auto gate = chain.tally.database.connect();
  const auto verifier = chain.tally.database.connect();
  gate->execute("LOCK TABLES audit_head WRITE, head_aside READ");
  const std::int64_t verifying = test::session_number(*verifier);
  auto verdict = std::async(std::launch::async, [&] {
    return inventory::verify_audit_chain(*verifier, Tally::county_id);
  });
  const bool has_come =
      test::eventually([&] { return test::is_waiting_for_table(session, verifying); });
  session.execute("INSERT INTO audit_entry SELECT * FROM put_aside");
  gate->execute(
      "UPDATE audit_head SET sequence = 5,"
      " hash = (SELECT hash FROM head_aside)");
  gate->execute("UNLOCK TABLES");
  const auto broken = verdict.get();
  CHECK(has_come);
  INFO((broken ? broken->reason : "unbroken"));
  CHECK_FALSE(broken);
}
