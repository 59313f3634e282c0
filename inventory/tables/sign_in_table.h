#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/instant.h"

namespace wutong::inventory {

/// Attempts to sign in that have something in common.
struct AttemptCounter {
  std::string counter_hash;
  std::int64_t failures = 0;
  Instant last_at{};
  bool wait_noted = false;  ///< the audit chain says already that somebody had to wait
};

/// The counters with these hashes, in their order, locked; those that did not exist are made. The
/// hashes must be in ascending order, so that two attempts never wait for each other in a circle.
std::vector<AttemptCounter> lock_counters(Connection& connection, std::int64_t county_id,
                                          const std::vector<std::string>& hashes);
void save_counters(Connection& connection, std::int64_t county_id,
                   const std::vector<AttemptCounter>& counters);
/// A bounded number of counters that nobody has touched since `before`.
void forget_counters(Connection& connection, std::int64_t county_id, Instant before);

/// Which of these the user has signed in from.
std::vector<std::string> known_origins(Connection& connection, std::int64_t county_id,
                                       std::int64_t user_id,
                                       const std::vector<std::string>& hashes);
/// Notes them as seen now; forgets those not seen since `before`, and the oldest beyond `at_most`.
struct OriginBounds {
  Instant before{};
  std::int64_t at_most{};
};
void note_origins(Connection& connection, std::int64_t county_id, std::int64_t user_id,
                  const std::vector<std::string>& hashes, Instant now, const OriginBounds& bounds);

}  // namespace wutong::inventory
