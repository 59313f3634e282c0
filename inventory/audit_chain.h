#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "inventory/database/connection.h"

namespace wutong::inventory {

struct CommandRequest;

/// Appends a row to the county's hash chain: its hash covers the row and the hash before it, so
/// that no row can be changed, removed or slipped in unnoticed. Holds the chain's end locked until
/// the commit. `answer` is what the command answered: the row's hash covers the hash of it.
void append_audit(Connection& connection, const CommandRequest& request, const std::string& outcome,
                  std::optional<std::string_view> answer = std::nullopt);

/// The first place where a county's chain does not hold.
struct BrokenLink {
  std::int64_t sequence{};
  std::string reason;
};
std::optional<BrokenLink> verify_audit_chain(Connection& connection, std::int64_t county_id);

/// A row of the chain, by its number and its hash; 0 and zeros before the first one.
struct ChainPosition {
  std::int64_t sequence = 0;
  std::string hash = std::string(64, '0');
  friend bool operator==(const ChainPosition&, const ChainPosition&) = default;
};
/// Where the chain ends, as the head says.
ChainPosition audit_head(Connection& connection, std::int64_t county_id);

/// Verifies the rows after `position`, which is believed, and moves it to the last one that holds;
/// `on_row` is told each of them.
std::optional<BrokenLink> verify_audit_chain_from(
    Connection& connection, std::int64_t county_id, ChainPosition& position,
    const std::function<void(const ChainPosition&)>& on_row = {});

}  // namespace wutong::inventory
