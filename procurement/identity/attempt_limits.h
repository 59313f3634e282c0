#pragma once

#include <chrono>
#include <cstdint>

#include "inventory/records/instant.h"

namespace wutong::procurement {

/// How failed attempts make the next one wait: the first `free_attempts` cost nothing, then waits
/// double from one second up to `longest_wait`. After `forgotten_after` without an attempt all is
/// forgotten.
struct AttemptRule {
  std::int64_t free_attempts{};
  std::chrono::seconds longest_wait{};
  std::chrono::seconds forgotten_after{};
};

/// What is counted, each under a rule of its own.
struct AttemptLimits {
  /// One user name from one source (or from one known device).
  AttemptRule user_and_source{5, std::chrono::minutes(15), std::chrono::hours(1)};
  /// One source, whatever the user name; wide, as a whole hospital may share one address.
  AttemptRule source{40, std::chrono::minutes(5), std::chrono::hours(1)};
  /// One user name from sources that it has never signed in from: slows guessing from everywhere,
  /// and never locks, as known sources and devices do not count here.
  AttemptRule user{100, std::chrono::seconds(30), std::chrono::hours(1)};
};

/// The attempts of one counter since it was last forgotten.
struct Attempts {
  std::int64_t failures = 0;
  inventory::Instant last_at{};
};

/// How long to wait still at `now`; zero: the attempt may be made.
std::chrono::seconds wait_before_attempt(const Attempts& attempts, const AttemptRule& rule,
                                         inventory::Instant now);
/// With one more, which counts as failed until it has succeeded.
Attempts with_attempt(const Attempts& attempts, const AttemptRule& rule, inventory::Instant now);

}  // namespace wutong::procurement
