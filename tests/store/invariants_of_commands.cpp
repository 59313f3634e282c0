#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "inventory/check_invariants.h"
#include "inventory/identifier.h"
#include "inventory/run_command.h"
#include "sql/embedded_files.h"
#include "tests/support/tally.h"

using namespace wutong;
using inventory::Connection;
using inventory::IdentifierSource;
using test::command;
using test::Tally;

namespace {

/// What an operation with a bug writes; `id` is a new one.
struct Bug {
  const char* invariant;
  std::vector<std::string> writes;
};

const std::vector<Bug> bugs{
    {"new_entries_sum_to_zero",
     {"INSERT INTO posting VALUES (1, {id}, 1, 'inventory', 71, 1.00, 0.00)",
      "INSERT INTO posting VALUES (1, {id}, 2, 'payables', 21, 0.00, 0.99)"}},
    {"new_documents_equal_movements",
     {"INSERT INTO receipt_line VALUES (1, {id}, 71, 501, 10, 1.00, 0.88, 0.12)"}},
    {"new_documents_equal_movements",
     {"INSERT INTO shipment_line VALUES (1, {id}, 71, 501, 10, 1.00)"}},
    {"new_documents_equal_movements",
     {"INSERT INTO stock_movement VALUES (1, {id}, 501, -2, 10, 5)"}},
    {"new_documents_equal_movements",
     {"INSERT INTO receipt_line VALUES (1, {id}, 71, 501, 10, 1.00, 0.88, 0.12)",
      "INSERT INTO stock_movement VALUES (1, {id}, 501, -2, 10, 9)"}},
    {"new_documents_equal_movements",
     {"INSERT INTO receipt_line VALUES (1, {id}, 71, 501, 10, 1.00, 0.88, 0.12)",
      "INSERT INTO stock_movement VALUES (1, {id}, 502, -2, 10, 10)"}},
};

test::Operation writing(const std::vector<std::string>& statements) {
  return [&](Connection& connection) -> std::string {
    const std::string id = std::to_string(IdentifierSource::shared().next());
    for (std::string statement : statements) {
      connection.execute(statement.replace(statement.find("{id}"), 4, id));
    }
    return "{}";
  };
}

std::int64_t rows_written(Tally& tally) {
  return tally.database.figure(
      "SELECT (SELECT COUNT(*) FROM posting) + (SELECT COUNT(*) FROM receipt_line) +"
      " (SELECT COUNT(*) FROM shipment_line) + (SELECT COUNT(*) FROM stock_movement)");
}

}  // namespace

TEST_CASE("a command that would break its books is not done", "[invariants]") {
  for (const Bug& bug : bugs) {
    INFO(bug.writes.front());
    Tally tally;
    CHECK_THROWS_WITH(inventory::run_command(tally.store(), command("k"), writing(bug.writes)),
                      Catch::StartsWith(std::string("count would break ") + bug.invariant + ": "));
    CHECK(rows_written(tally) == 0);
    CHECK(tally.commands() == 0);
    CHECK(tally.audit().size() == 1);
    CHECK(tally.audit_chain() == "unbroken");
  }
}

TEST_CASE("a command whose documents equal its movements is done", "[invariants]") {
  Tally tally;
  const std::vector<std::string> sound{
      "INSERT INTO receipt_line VALUES (1, {id}, 71, 501, 10, 1.00, 0.88, 0.12)",
      "INSERT INTO receipt_line VALUES (1, {id}, 72, 502, 4, 1.00, 0.88, 0.12)",
      "INSERT INTO stock_movement VALUES (1, {id}, 501, -2, 10, 10)",
      "INSERT INTO stock_movement VALUES (1, {id}, 502, -2, 10, 4)",
      "INSERT INTO posting VALUES (1, {id}, 1, 'inventory', 71, 1.00, 0.00)",
      "INSERT INTO posting VALUES (1, {id}, 2, 'inventory', 72, 0.00, 0.25)",
      "INSERT INTO posting VALUES (1, {id}, 3, 'payables', 21, 0.00, 0.75)"};
  CHECK_NOTHROW(inventory::run_command(tally.store(), command("k"), writing(sound)));
  CHECK(rows_written(tally) == 7);
}

TEST_CASE("a command answers for what it added, not for what was there", "[invariants]") {
  Tally tally;
  tally.database.session().execute(
      "INSERT INTO posting VALUES (1, 1, 1, 'inventory', 71, 1.00, 0.00)");
  CHECK_NOTHROW(inventory::run_command(tally.store(), command("k"), test::counting(1)));
  const auto broken = [&](std::int64_t county_id, std::int64_t first_id) {
    return inventory::broken_by_command(tally.database.session(), county_id, first_id).size();
  };
  CHECK(broken(1, 1) == 1);
  CHECK(broken(1, 2) == 0);
  CHECK(broken(2, 1) == 0);
}

TEST_CASE("every invariant of commands is known to stop one", "[invariants]") {
  std::set<std::string> shown;
  for (const Bug& bug : bugs) shown.insert(bug.invariant);
  std::set<std::string> known;
  for (const auto& file : embedded_files_in("inventory/command_invariants/")) {
    const auto name = file.path.substr(file.path.rfind('/') + 1);
    known.insert(std::string(name.substr(0, name.find('.'))));
  }
  CHECK(shown == known);
}
