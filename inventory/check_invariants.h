#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

struct InvariantResult {
  std::string name;
  std::int64_t violations = 0;
  std::string first_violation;  ///< its columns, when there is one

  bool holds() const { return violations == 0; }
};

/// The names of all invariants, in the order in which they are run: each is a query of
/// inventory/invariants that must return no rows, and audit_chain_is_unbroken.
std::vector<std::string> invariant_names();

/// Runs every invariant on one county.
std::vector<InvariantResult> check_invariants(Connection& connection, std::int64_t county_id);

/// Runs the cheap invariants of inventory/command_invariants on what a command has added: ids grow,
/// so that is what has an id from `first_id` on. Answers those that do not hold.
std::vector<InvariantResult> broken_by_command(Connection& connection, std::int64_t county_id,
                                               std::int64_t first_id);

}  // namespace wutong::inventory
