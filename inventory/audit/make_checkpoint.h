#pragma once

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "inventory/audit/checkpoint.h"
#include "inventory/audit_chain.h"
#include "inventory/records/instant.h"

namespace wutong::inventory {

/// The operation's name in the audit chain.
inline constexpr const char* make_checkpoint_operation = "make_audit_checkpoint";

/// No checkpoint is made of a chain that does not hold.
class AuditChainBroken : public std::runtime_error {
 public:
  explicit AuditChainBroken(const BrokenLink& link)
      : std::runtime_error("the audit chain breaks at row " + std::to_string(link.sequence) + ": " +
                           link.reason),
        link_(link) {}
  const BrokenLink& link() const { return link_; }

 private:
  BrokenLink link_;
};

/// Signs the end of the county's chain, after looking whether the rows since the newest checkpoint
/// hold. When nothing but checkpoints was entered since then, answers that one and makes none. An
/// operation of run_command: two at once want the same number, and one of them runs again. Throws
/// AuditChainBroken.
Checkpoint make_checkpoint(Connection& connection, std::int64_t county_id,
                           const AuditSigningKey& key, Instant now);

/// Anything but checkpoints was entered after the row that it speaks of.
bool has_news_since(Connection& connection, const Checkpoint& checkpoint);

/// When a running server makes one by itself.
struct CheckpointPolicy {
  std::int64_t entries = 1000;                        ///< so many rows after the newest one
  std::chrono::seconds age = std::chrono::hours(24);  ///< or so old, with something new since
};
bool checkpoint_is_due(Connection& connection, std::int64_t county_id,
                       const CheckpointPolicy& policy, Instant now);

}  // namespace wutong::inventory
