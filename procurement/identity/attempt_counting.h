#pragma once

#include <string>
#include <vector>

#include "procurement/identity/identity.h"

namespace wutong::procurement {

/// What an attempt counts under, and by which rule. `counter` is text, hashed with the sealing key
/// before it is stored: somebody may have typed a password where the user name belongs.
struct CountedBy {
  std::string counter;
  AttemptRule rule;
};

struct AttemptOrigin {
  std::string actor;  ///< for the audit chain, when somebody has to wait
  std::string key;    ///< likewise
};

/// Counts an attempt as failed before it is made, so that many at the same moment cannot slip
/// through together. Refuses too_many_attempts, with the seconds to wait, when a counter says so;
/// such an attempt is not counted, and audited once a wait. Writes as much as passwords are
/// computed, at most: rows are bounded by what the machine can compute in an hour.
void count_attempt(Identity& identity, std::int64_t county_id,
                   const std::vector<CountedBy>& counted, const AttemptOrigin& origin,
                   inventory::Instant now);

/// The attempt has succeeded: the first counter is cleared, the others are one lower.
void forgive_attempt(Identity& identity, inventory::Connection& connection, std::int64_t county_id,
                     const std::vector<CountedBy>& counted);
/// The attempt was never judged: all counters are one lower.
void take_attempt_back(Identity& identity, std::int64_t county_id,
                       const std::vector<CountedBy>& counted);

}  // namespace wutong::procurement
