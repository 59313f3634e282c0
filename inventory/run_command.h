#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "inventory/database/store.h"
#include "inventory/records/date.h"

namespace wutong::inventory {

/// Who asks for what, and the key by which a repetition is known.
struct CommandRequest {
  std::int64_t county_id{};
  std::string operation;        ///< "receive_deliveries"
  std::string idempotency_key;  ///< at most 190 characters
  std::string content_hash;     ///< SHA-256 of the input, hexadecimal: see content_hash()
  std::string actor;            ///< from the session, never from the input
};

struct CommandResult {
  std::string answer;     ///< what the operation returned (JSON text)
  bool replayed = false;  ///< true: an earlier run had done it; nothing was done now
};

/// The key was used before with another content.
class ContentDiffers : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An invariant does not hold after the operation: a bug, nothing was stored.
class InvariantBroken : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The only place that begins, deduplicates, retries, audits and commits. Runs `operation` in a
/// transaction; when the key was seen, answers what was answered then. A deadlock, a lock timeout,
/// a lost connection or a lost commit runs the whole operation again, a bounded number of times:
/// the operation must have no effect but through its connection. A refusal (any exception) rolls
/// back, leaves an audit row of its own, and passes on.
CommandResult run_command(Store& store, const CommandRequest& request,
                          const std::function<std::string(Connection&)>& operation);

/// SHA-256, hexadecimal.
std::string content_hash(std::string_view content);

}  // namespace wutong::inventory
