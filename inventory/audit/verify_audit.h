#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/audit/checkpoint.h"
#include "inventory/audit_chain.h"

namespace wutong::inventory {

/// The first checkpoint that does not fit the chain, or is not what was signed.
struct CheckpointFault {
  std::int64_t number{};
  std::int64_t sequence{};  ///< the row of the chain that it speaks of
  std::string reason;
};

struct AuditVerdict {
  std::optional<BrokenLink> link;
  std::optional<CheckpointFault> checkpoint;
  std::int64_t entries = 0;      ///< that hold, from the first on
  std::int64_t checkpoints = 0;  ///< of the database

  bool is_whole() const { return !link && !checkpoint; }
};

/// What a verification believes: all of it lies outside of the database.
struct AuditTrust {
  std::vector<AuditPublicKey> keys;
  std::vector<Checkpoint> kept;  ///< checkpoints that somebody has kept, of any county
};

/// Verifies the chain, and every checkpoint: its signature, that none is missing between them, and
/// that the chain has its hash at its row. A chain that was computed anew from some row on, or that
/// was cut off, breaks no link: it is found by the checkpoints.
AuditVerdict verify_audit(Connection& connection, std::int64_t county_id, const AuditTrust& trust);

}  // namespace wutong::inventory
