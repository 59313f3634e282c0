#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <future>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "inventory/audit/make_checkpoint.h"
#include "inventory/audit/verify_audit.h"
#include "inventory/check_invariants.h"
#include "inventory/run_command.h"
#include "tests/support/tally.h"

using namespace wutong;
using inventory::AuditSigningKey;
using inventory::AuditTrust;
using inventory::AuditVerdict;
using inventory::Checkpoint;
using inventory::Connection;
using inventory::Instant;
using inventory::Transaction;
using test::command;
using test::Tally;

namespace {

constexpr Instant noon =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(12);

/// A chain with checkpoints; whatever is tampered with is put back by rolling back.
struct SignedChain {
  Tally tally;
  AuditSigningKey key{inventory::KeyBytes{1, 2, 3}};
  AuditTrust trust{{key.public_key()}, {}};
  int commands = 0;

  void run(int count) {
    for (int number = 0; number < count; ++number) {
      ++commands;
      inventory::run_command(tally.store(), command(fmt::format("key {}", commands)),
                             test::counting(1, fmt::format("answer {}", commands)));
    }
  }
  Checkpoint make(Instant now = noon) {
    std::optional<Checkpoint> made;
    const std::string name = fmt::format("checkpoint {}", ++commands);
    inventory::run_command(
        tally.store(), {Tally::county_id, inventory::make_checkpoint_operation, name, "", "tester"},
        [&](Connection& connection) {
          made = make_checkpoint(connection, Tally::county_id, key, now);
          return std::string();
        });
    return *made;
  }
  void keep_newest() { trust.kept = {*newest_checkpoint(session(), Tally::county_id)}; }
  Connection& session() { return tally.database.session(); }
  AuditVerdict verdict() { return verify_audit(session(), Tally::county_id, trust); }
  /// The verdict after some statements, which are undone again.
  AuditVerdict after(const std::vector<std::string>& changes) {
    const Transaction transaction(session());
    for (const std::string& change : changes) {
      INFO(change);
      REQUIRE(session().execute(change) > 0);
    }
    return verdict();
  }
  std::int64_t figure(const std::string& query) { return tally.database.figure(query); }
};

std::string shown(const AuditVerdict& verdict) {
  std::string text;
  if (verdict.link)
    text += fmt::format("row {}: {} ", verdict.link->sequence, verdict.link->reason);
  if (verdict.checkpoint) {
    text += fmt::format("checkpoint {} of row {}: {}", verdict.checkpoint->number,
                        verdict.checkpoint->sequence, verdict.checkpoint->reason);
  }
  return text.empty() ? "whole" : text;
}

std::int64_t one_of(std::int64_t rows, std::mt19937& random) {
  return std::uniform_int_distribution<std::int64_t>(1, rows)(random);
}

/// WUTONG_SEED repeats a run.
unsigned seed_of_run() {
  const char* given = std::getenv("WUTONG_SEED");
  return given != nullptr ? static_cast<unsigned>(std::stoul(given)) : std::random_device{}();
}

/// Six checkpoints at random rows of a chain of about forty.
std::vector<Checkpoint> grow(SignedChain& chain, std::mt19937& random) {
  std::vector<Checkpoint> made;
  for (int number = 0; number < 6; ++number) {
    chain.run(1 + static_cast<int>(random() % 10));
    made.push_back(chain.make());
  }
  chain.run(3);
  chain.keep_newest();
  return made;
}

struct Column {
  std::string name;
  std::string type;
};

std::vector<Column> columns_of(SignedChain& chain, const std::string& table) {
  std::vector<Column> columns;
  for (const std::string& row : chain.tally.database.rows(
           "SELECT column_name, data_type FROM information_schema.columns WHERE"
           " table_schema = DATABASE() AND table_name = '" +
           table + "'")) {
    columns.push_back({row.substr(0, row.find('|')), row.substr(row.find('|') + 1)});
  }
  REQUIRE(columns.size() >= 3);
  return columns;
}

/// The column with one byte, or one unit, changed.
std::string changed(const Column& column, std::size_t length, std::mt19937& random) {
  if (column.type == "bigint") return fmt::format("{} + {}", column.name, 1000 + random() % 1000);
  if (column.type == "datetime") return column.name + " + INTERVAL 1 SECOND";
  const auto at = 1 + random() % length;
  return fmt::format("INSERT({0}, {1}, 1, IF(SUBSTRING({0}, {1}, 1) = '0', '1', '0'))", column.name,
                     at);
}

/// A chain computed anew from a row on, as the program would have written it.
void forge_from(SignedChain& chain, std::int64_t from, const std::string& actor) {
  Connection& session = chain.session();
  const auto length = chain.figure("SELECT MAX(sequence) FROM audit_entry");
  session.execute(
      fmt::format("UPDATE audit_entry SET actor = '{}' WHERE sequence = {}", actor, from));
  for (std::int64_t row = from; row <= length; ++row) {
    session.execute(fmt::format(
        "UPDATE audit_entry e LEFT JOIN audit_entry b ON b.sequence = e.sequence - 1 SET"
        " e.previous_hash = COALESCE(b.hash, REPEAT('0', 64)) WHERE e.sequence = {}",
        row));
    session.execute(fmt::format(
        "UPDATE audit_entry e LEFT JOIN audit_answer a ON a.sequence = e.sequence SET e.hash ="
        " SHA2(CONCAT(e.county_id, '/', e.sequence, '|26:', e.recorded_at,"
        " '|', LENGTH(e.actor), ':', e.actor, '|', LENGTH(e.operation), ':', e.operation,"
        " '|', LENGTH(e.idempotency_key), ':', e.idempotency_key,"
        " '|', LENGTH(e.content_hash), ':', e.content_hash,"
        " '|', LENGTH(e.outcome), ':', e.outcome, '|64:', e.previous_hash,"
        " IF(a.answer_hash IS NULL, '', CONCAT('|64:', a.answer_hash))), 256)"
        " WHERE e.sequence = {}",
        row));
  }
  session.execute(
      "UPDATE audit_head SET hash = (SELECT hash FROM audit_entry ORDER BY sequence"
      " DESC LIMIT 1)");
}

}  // namespace

TEST_CASE("checkpoints of an untouched chain fit it", "[audit_checkpoint]") {
  SignedChain chain;
  CHECK(shown(chain.verdict()) == "whole");
  const Checkpoint empty = chain.make();
  CHECK((empty.number == 1 && empty.sequence == 0));
  chain.run(3);
  const Checkpoint second = chain.make();
  CHECK((second.number == 2 && second.sequence == 4 && second.made_at == "2026-11-22 12:00:00"));
  chain.keep_newest();
  chain.run(2);
  CHECK(shown(chain.verdict()) == "whole");
  CHECK(chain.verdict().entries == 7);
  CHECK(chain.verdict().checkpoints == 2);
}

TEST_CASE("nothing new makes no new checkpoint", "[audit_checkpoint]") {
  SignedChain chain;
  chain.run(1);
  const Checkpoint first = chain.make();
  CHECK(chain.make() == first);
  CHECK(chain.make() == first);
  chain.run(1);
  CHECK(chain.make().number == 2);
}

TEST_CASE("a checkpoint is due after so many rows, or a day, if there is anything new",
          "[audit_checkpoint]") {
  SignedChain chain;
  const inventory::CheckpointPolicy policy{3, std::chrono::hours(24)};
  const auto due = [&](Instant now) {
    return checkpoint_is_due(chain.session(), Tally::county_id, policy, now);
  };
  CHECK_FALSE(due(noon));
  chain.run(1);
  CHECK(due(noon));  // there is none yet
  chain.make();
  CHECK_FALSE(due(noon + std::chrono::hours(48)));
  chain.run(1);
  CHECK_FALSE(due(noon + std::chrono::hours(24) - std::chrono::seconds(1)));
  CHECK(due(noon + std::chrono::hours(24)));
  chain.run(1);
  CHECK(due(noon));  // the checkpoint's own row is one of the three
}

TEST_CASE("a changed byte anywhere is found where it is", "[audit_checkpoint]") {
  const auto seed = seed_of_run();
  INFO("WUTONG_SEED=" << seed);
  std::mt19937 random(seed);
  SignedChain chain;
  const auto checkpoints = grow(chain, random);
  const auto length = chain.figure("SELECT MAX(sequence) FROM audit_entry");
  REQUIRE(shown(chain.verdict()) == "whole");

  const auto length_of = [&](const std::string& table, const Column& column,
                             const std::string& where) {
    return static_cast<std::size_t>(chain.figure(
        fmt::format("SELECT CHAR_LENGTH({}) FROM {} WHERE {}", column.name, table, where)));
  };
  for (const std::string table : {"audit_entry", "audit_answer"}) {
    for (const Column& column : columns_of(chain, table)) {
      for (const auto row :
           {std::int64_t{1}, length, one_of(length, random), one_of(length, random)}) {
        const std::string where = fmt::format("sequence = {}", row);
        if (chain.figure("SELECT COUNT(*) FROM " + table + " WHERE " + where) == 0) continue;
        if (length_of(table, column, where) == 0) continue;  // an empty text has no byte
        const std::string change =
            fmt::format("UPDATE {} SET {} = {} WHERE {}", table, column.name,
                        changed(column, length_of(table, column, where), random), where);
        const auto verdict = chain.after({change});
        INFO(change << " -> " << shown(verdict));
        REQUIRE(verdict.link);
        CHECK(verdict.link->sequence == row);
      }
    }
  }
  for (const Column& column : columns_of(chain, "audit_checkpoint")) {
    for (const Checkpoint& one : checkpoints) {
      const std::string where = fmt::format("number = {}", one.number);
      const std::string change =
          fmt::format("UPDATE audit_checkpoint SET {} = {} WHERE {}", column.name,
                      changed(column, length_of("audit_checkpoint", column, where), random), where);
      const auto verdict = chain.after({change});
      INFO(change << " -> " << shown(verdict));
      REQUIRE(verdict.checkpoint);
      CHECK(verdict.checkpoint->number ==
            (column.name == "number" && verdict.checkpoint->number > 1000
                 ? verdict.checkpoint->number
                 : one.number));
    }
  }
  for (const Column& column : columns_of(chain, "audit_head")) {
    const auto verdict = chain.after(
        {fmt::format("UPDATE audit_head SET {} = {}", column.name,
                     changed(column, length_of("audit_head", column, "1 = 1"), random))});
    INFO(column.name);
    REQUIRE(verdict.link);
    CHECK(verdict.link->sequence == length + 1);
  }
  CHECK(shown(chain.verdict()) == "whole");
}

TEST_CASE("rows that were removed or exchanged are found", "[audit_checkpoint]") {
  const auto seed = seed_of_run();
  INFO("WUTONG_SEED=" << seed);
  std::mt19937 random(seed);
  SignedChain chain;
  const auto checkpoints = grow(chain, random);
  const auto length = chain.figure("SELECT MAX(sequence) FROM audit_entry");
  for (int round = 0; round < 10; ++round) {
    const auto row = one_of(length, random);
    const auto removed =
        chain.after({fmt::format("DELETE FROM audit_entry WHERE sequence = {}", row)});
    REQUIRE(removed.link);
    CHECK(removed.link->sequence == row);
    const auto tail =
        chain.after({fmt::format("DELETE FROM audit_entry WHERE sequence >= {}", row)});
    REQUIRE(tail.link);
    CHECK(tail.link->sequence == row);
    const auto other = one_of(length, random);
    if (other == row) continue;
    const auto exchanged = chain.after(
        {fmt::format("UPDATE audit_entry SET sequence = -1 WHERE sequence = {}", row),
         fmt::format("UPDATE audit_entry SET sequence = {} WHERE sequence = {}", row, other),
         fmt::format("UPDATE audit_entry SET sequence = {} WHERE sequence = -1", other)});
    REQUIRE(exchanged.link);
    CHECK(exchanged.link->sequence == std::min(row, other));
  }
  for (const Checkpoint& one : checkpoints) {
    const auto removed =
        chain.after({fmt::format("DELETE FROM audit_checkpoint WHERE number = {}", one.number)});
    REQUIRE(removed.checkpoint);
    CHECK(removed.checkpoint->number == one.number);
    const auto tail =
        chain.after({fmt::format("DELETE FROM audit_checkpoint WHERE number >= {}", one.number)});
    REQUIRE(tail.checkpoint);  // by the one that was kept
    CHECK(tail.checkpoint->number == checkpoints.back().number);
  }
  CHECK(chain
            .after({"UPDATE audit_checkpoint SET number = -1 WHERE number = 2",
                    "UPDATE audit_checkpoint SET number = 2 WHERE number = 3",
                    "UPDATE audit_checkpoint SET number = 3 WHERE number = -1"})
            .checkpoint);
}

TEST_CASE("a chain computed anew breaks no link and does not fit its checkpoints",
          "[audit_checkpoint]") {
  const auto seed = seed_of_run();
  INFO("WUTONG_SEED=" << seed);
  std::mt19937 random(seed);
  SignedChain chain;
  const auto checkpoints = grow(chain, random);
  for (int round = 0; round < 4; ++round) {
    const auto row = one_of(checkpoints.back().sequence, random);
    const auto first = std::find_if(checkpoints.begin(), checkpoints.end(),
                                    [&](const Checkpoint& one) { return one.sequence >= row; });
    const Transaction transaction(chain.session());
    forge_from(chain, row, "somebody else");
    const auto verdict = chain.verdict();
    INFO("from row " << row << ": " << shown(verdict));
    CHECK_FALSE(verdict.link);
    REQUIRE(verdict.checkpoint);
    CHECK(verdict.checkpoint->number == first->number);
    CHECK(verdict.checkpoint->reason == "the chain has another hash there");
  }
}

TEST_CASE("an end that was cut off with its head and its checkpoints is found by the kept one",
          "[audit_checkpoint]") {
  SignedChain chain;
  chain.run(4);
  chain.make();
  chain.run(4);
  const Checkpoint second = chain.make();
  const std::vector<std::string> cut{
      "DELETE FROM audit_entry WHERE sequence > 5",
      "UPDATE audit_head SET sequence = 5, hash = (SELECT hash FROM audit_entry WHERE sequence ="
      " 5)"};
  auto verdict = chain.after(cut);
  CHECK_FALSE(verdict.link);
  REQUIRE(verdict.checkpoint);
  CHECK(shown(verdict) == "checkpoint 2 of row 9: the chain ends before it");
  auto with_checkpoint = cut;
  with_checkpoint.emplace_back("DELETE FROM audit_checkpoint WHERE number = 2");
  CHECK(shown(chain.after(with_checkpoint)) == "whole");  // nothing outside says otherwise
  chain.trust.kept = {second};
  CHECK(shown(chain.after(with_checkpoint)) == "checkpoint 2 of row 9: the chain ends before it");
}

TEST_CASE("checkpoints signed with another key are not believed", "[audit_checkpoint]") {
  SignedChain chain;
  chain.run(2);
  chain.make();
  chain.trust.keys = {AuditSigningKey(inventory::KeyBytes{9}).public_key()};
  CHECK(shown(chain.verdict()) ==
        "checkpoint 1 of row 2: it is signed with a key that is not known");
  chain.trust.keys.push_back(chain.key.public_key());
  CHECK(shown(chain.verdict()) == "whole");
}

TEST_CASE("no checkpoint is made of a chain that does not hold", "[audit_checkpoint]") {
  SignedChain chain;
  chain.run(3);
  chain.make();
  chain.run(3);
  for (const int row : {3, 6}) {  // the row of the checkpoint, and one after it
    const Transaction transaction(chain.session());
    chain.session().execute(
        fmt::format("UPDATE audit_entry SET hash = REPEAT('e', 64) WHERE sequence = {}", row));
    CHECK_THROWS_AS(make_checkpoint(chain.session(), Tally::county_id, chain.key, noon),
                    inventory::AuditChainBroken);
  }
}

TEST_CASE("checkpoints made at once are numbered without a gap", "[audit_checkpoint]") {
  SignedChain chain;
  chain.run(2);
  std::vector<std::future<void>> makers;
  for (int maker = 0; maker < 4; ++maker) {
    makers.push_back(std::async(std::launch::async, [&chain, maker] {
      for (int round = 0; round < 3; ++round) {
        const std::string name = fmt::format("maker {} {}", maker, round);
        inventory::run_command(chain.tally.store(), command(name), test::counting(maker));
        inventory::run_command(
            chain.tally.store(),
            {Tally::county_id, inventory::make_checkpoint_operation, "c " + name, "", "tester"},
            [&](Connection& connection) {
              make_checkpoint(connection, Tally::county_id, chain.key, noon);
              return std::string();
            });
      }
    }));
  }
  for (auto& maker : makers) maker.get();
  CHECK(shown(chain.verdict()) == "whole");
  CHECK(chain.verdict().checkpoints >= 1);
}

TEST_CASE("a stored answer, its operation and its actor are as they were given",
          "[audit_checkpoint]") {
  SignedChain chain;
  chain.run(5);
  const auto violations = [&](const std::string& change) {
    const Transaction transaction(chain.session());
    REQUIRE(chain.session().execute(change) > 0);
    for (const auto& result : check_invariants(chain.session(), Tally::county_id)) {
      if (result.name == "command_answers_are_as_given") return result.violations;
    }
    return std::int64_t{-1};
  };
  const std::string third = " WHERE idempotency_key = 'key 3'";
  CHECK(violations("UPDATE command SET answer = 'answer 4'" + third) == 1);
  CHECK(violations("UPDATE command SET actor = 'x'" + third) == 1);
  CHECK(violations("UPDATE command SET operation = 'x'" + third) == 1);
  CHECK(violations("UPDATE command SET content_hash = REPEAT('0', 64)" + third) == 1);
  CHECK(violations("DELETE FROM command" + third) == 1);
  CHECK(violations("UPDATE command SET completed_at = completed_at + INTERVAL 1 DAY" + third) == 0);
  CHECK(chain.after({"DELETE FROM audit_answer WHERE sequence = 3"}).link->sequence == 3);
}

TEST_CASE("rows from before answers were covered still hold", "[audit_checkpoint]") {
  SignedChain chain;
  chain.run(3);
  chain.session().execute("DELETE FROM audit_answer WHERE sequence <= 2");
  forge_from(chain, 1, "an older program");
  CHECK(shown(chain.verdict()) == "whole");
  chain.run(2);
  CHECK(shown(chain.verdict()) == "whole");
  CHECK(chain.after({"INSERT INTO audit_answer VALUES (1, 1, REPEAT('0', 64))"}).link->sequence ==
        1);
}
