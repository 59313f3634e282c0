#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "inventory/database/error.h"
#include "tests/support/tally.h"

using namespace wutong;
using inventory::CommandResult;
using inventory::Connection;
using inventory::ContentDiffers;
using inventory::DatabaseError;
using inventory::run_command;
using test::command;
using test::counting;
using test::Tally;

namespace {

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a command has its effect, is remembered and audited", "[run_command]") {
  Tally tally;
  const CommandResult result = run_command(tally.store(), command("k"), counting(1, "\"好\""));
  CHECK(result.answer == "\"好\"");
  CHECK_FALSE(result.replayed);
  CHECK(tally.at(1) == 1);
  CHECK(tally.audit() == Lines{"count k done"});
  CHECK(tally.database.rows("SELECT county_id, idempotency_key, operation, actor, answer FROM"
                            " command") == Lines{"1|k|count|tester|\"好\""});
  CHECK(tally.audit_chain() == "unbroken");
}

TEST_CASE("the same command again answers as before and does nothing", "[run_command]") {
  Tally tally;
  run_command(tally.store(), command("k"), counting(1, "first"));
  const CommandResult again = run_command(tally.store(), command("k"), counting(1, "second"));
  CHECK(again.answer == "first");
  CHECK(again.replayed);
  CHECK(tally.at(1) == 1);
  CHECK(tally.audit().size() == 1);
}

TEST_CASE("a key is not used again for another content or another operation", "[run_command]") {
  Tally tally;
  run_command(tally.store(), command("k", "ten boxes"), counting(1));
  CHECK_THROWS_AS(run_command(tally.store(), command("k", "twelve boxes"), counting(1)),
                  ContentDiffers);
  auto other_operation = command("k", "ten boxes");
  other_operation.operation = "discount";
  CHECK_THROWS_AS(run_command(tally.store(), other_operation, counting(1)), ContentDiffers);
  CHECK(tally.at(1) == 1);
  CHECK(run_command(tally.store(), command("k", "ten boxes"), counting(1)).replayed);
  CHECK(tally.audit_chain() == "unbroken");
}

TEST_CASE("keys differ by case, and every county has its own", "[run_command]") {
  Tally tally;
  auto neighbour = command("k");
  neighbour.county_id = 2;
  run_command(tally.store(), command("k"), counting(1));
  CHECK_FALSE(run_command(tally.store(), command("K"), counting(2)).replayed);
  CHECK_FALSE(run_command(tally.store(), neighbour, counting(3)).replayed);
  CHECK(tally.at(1) == 1);
  CHECK(tally.at(2) == 1);
  CHECK(tally.at(3) == 1);
  CHECK(tally.database.rows("SELECT county_id, sequence FROM audit_entry ORDER BY 1, 2") ==
        Lines{"1|1", "1|2", "2|1"});
}

TEST_CASE("keys, actors and answers hold any text", "[run_command]") {
  Tally tally;
  auto request = command("it's \"k\" \\ 💊");
  request.actor = "李'; DROP TABLE tally; --";
  const std::string answer = "{\"name\":\"\\\"东\\\" 卫生室\\n\"}";
  run_command(tally.store(), request, counting(1, answer));
  const CommandResult again = run_command(tally.store(), request, counting(1));
  CHECK(again.replayed);
  CHECK(again.answer == answer);
  CHECK(tally.audit_chain() == "unbroken");
}

TEST_CASE("an operation that refuses leaves an audit row and nothing else", "[run_command]") {
  Tally tally;
  const auto refusing = [](Connection& connection) -> std::string {
    test::count_up(connection, 1);
    throw std::runtime_error("stock_insufficient");
  };
  CHECK_THROWS_WITH(run_command(tally.store(), command("k"), refusing), "stock_insufficient");
  CHECK(tally.at(1) == 0);
  CHECK(tally.commands() == 0);
  CHECK(tally.audit() == Lines{"count k refused: stock_insufficient"});
  CHECK(tally.audit_chain() == "unbroken");
  // What was refused may be tried again.
  CHECK_FALSE(run_command(tally.store(), command("k"), counting(1)).replayed);
  CHECK(tally.audit() == Lines{"count k refused: stock_insufficient", "count k done"});
}

TEST_CASE("a refusal in Chinese leaves its audit row, however long", "[run_command]") {
  Tally tally;
  std::vector<std::size_t> without_trace;
  std::string sentence;
  for (std::size_t length = 1; length <= 40; ++length) {
    sentence += "县";
    const auto rows = tally.audit().size();
    const auto refusing = [&](Connection&) -> std::string { throw std::runtime_error(sentence); };
    CHECK_THROWS_WITH(run_command(tally.store(), command("k"), refusing), sentence);
    if (tally.audit().size() != rows + 1) without_trace.push_back(length);
  }
  CHECK(without_trace == std::vector<std::size_t>{});
  CHECK(tally.audit_chain() == "unbroken");
}

TEST_CASE("a statement that the database refuses is not tried again, and audited",
          "[run_command]") {
  Tally tally;
  int runs = 0;
  CHECK_THROWS_AS(run_command(tally.store(), command("k"),
                              [&](Connection& connection) -> std::string {
                                ++runs;
                                test::count_up(connection, 1);
                                connection.execute("UPDATE tally SET n = 'many' WHERE id = 2");
                                return "";
                              }),
                  DatabaseError);
  CHECK(runs == 1);
  CHECK(tally.at(1) == 0);
  CHECK(tally.commands() == 0);
  CHECK(tally.audit().size() == 1);  // "A refusal (any exception) ... leaves an audit row"
}

TEST_CASE("a command whose key is too long leaves no effect", "[run_command]") {
  Tally tally;
  const std::string longest(190, 'k');
  CHECK_NOTHROW(run_command(tally.store(), command(longest), counting(1)));
  CHECK(run_command(tally.store(), command(longest), counting(1)).replayed);
  CHECK_THROWS_AS(run_command(tally.store(), command(longest + "k"), counting(1)), DatabaseError);
  CHECK(tally.at(1) == 1);
}

TEST_CASE("sixteen at once with one key have one effect and one answer", "[run_command]") {
  Tally tally;
  std::vector<CommandResult> results(16);
  {
    std::vector<std::jthread> threads;
    for (std::size_t index = 0; index < results.size(); ++index) {
      threads.emplace_back([&, index] {
        results[index] = run_command(tally.store(), command("k"),
                                     counting(1, "answer of " + std::to_string(index)));
      });
    }
  }
  std::size_t not_replayed = 0;
  for (const CommandResult& result : results) {
    CHECK(result.answer == results[0].answer);
    if (!result.replayed) ++not_replayed;
  }
  CHECK(not_replayed == 1);
  CHECK(tally.at(1) == 1);
  CHECK(tally.audit() == Lines{"count k done"});
  CHECK(tally.audit_chain() == "unbroken");
}

TEST_CASE("different commands at once are all done, and audited in one unbroken chain",
          "[run_command]") {
  Tally tally;
  constexpr int threads = 8;
  constexpr int each = 6;
  {
    std::vector<std::jthread> workers;
    for (int worker = 0; worker < threads; ++worker) {
      workers.emplace_back([&, worker] {
        for (int number = 0; number < each; ++number) {
          const std::string key = std::to_string(worker) + "/" + std::to_string(number);
          run_command(tally.store(), command(key), counting(number % 2));
        }
      });
    }
  }
  CHECK(tally.at(0) + tally.at(1) == threads * each);
  CHECK(tally.commands() == threads * each);
  CHECK(tally.audit().size() == threads * each);
  CHECK(tally.audit_chain() == "unbroken");
}
