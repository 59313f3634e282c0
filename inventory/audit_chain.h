#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "inventory/database/connection.h"

namespace wutong::inventory {

struct CommandRequest;

/// Appends a row to the county's hash chain: its hash covers the row and the hash before it, so
/// that no row can be changed, removed or slipped in unnoticed. Holds the chain's end locked until
/// the commit.
void append_audit(Connection& connection, const CommandRequest& request,
                  const std::string& outcome);

/// The first place where a county's chain does not hold.
struct BrokenLink {
  std::int64_t sequence{};
  std::string reason;
};
std::optional<BrokenLink> verify_audit_chain(Connection& connection, std::int64_t county_id);

}  // namespace wutong::inventory
