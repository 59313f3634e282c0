#pragma once

#include <functional>
#include <string>

#include "inventory/run_command.h"
#include "tests/support/test_database.h"

namespace wutong::test {

/// A database with ten counters for operations to have an effect on, and one county.
class Tally {
 public:
  static constexpr std::int64_t county_id = 1;

  Tally();

  inventory::Store& store() { return database.store(); }
  /// What counter `id` stands at, as another session sees it.
  std::int64_t at(int id);
  std::int64_t commands();  ///< commands that are remembered
  /// "operation key outcome" of every audit row, in order.
  std::vector<std::string> audit();
  /// The first broken place of the audit chain, or "unbroken".
  std::string audit_chain();

  TestDatabase database;
};

using Operation = std::function<std::string(inventory::Connection&)>;

/// Adds one to a counter, within the operation's transaction.
void count_up(inventory::Connection& connection, int id);
/// An operation that adds one to the counter and answers.
Operation counting(int id, const std::string& answer = R"({"counted":1})");

inventory::CommandRequest command(const std::string& key, const std::string& content = "content");

}  // namespace wutong::test
