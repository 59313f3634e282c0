#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// A link of the audit chain, as auditors read it.
struct AuditEntry {
  std::int64_t sequence{};
  std::string recorded_at;  ///< UTC, "2026-11-22 09:30:00.123456"
  std::string actor;
  std::string operation;
  std::string idempotency_key;
  std::string content_hash;
  std::string outcome;
  std::string previous_hash;
  std::string hash;
};

/// Which entries; empty fields mean all.
struct AuditFilter {
  std::string actor;
  std::string operation;
};

/// The newest entries before `before_sequence` (0: from the end), newest first, at most `limit`.
std::vector<AuditEntry> list_audit_entries(Connection& connection, std::int64_t county_id,
                                           const AuditFilter& filter, std::int64_t before_sequence,
                                           std::int64_t limit);

}  // namespace wutong::inventory
