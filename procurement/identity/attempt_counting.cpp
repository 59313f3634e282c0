#include "procurement/identity/attempt_counting.h"

#include <algorithm>
#include <map>

#include "inventory/tables/sign_in_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::AttemptCounter;
using inventory::Connection;

namespace {

using RuleByHash = std::map<std::string, AttemptRule>;  // in ascending order: see lock_counters

RuleByHash rules_of(const Identity& identity, const std::vector<CountedBy>& counted) {
  RuleByHash rules;
  for (const CountedBy& one : counted) {
    rules.emplace(identity.sealing_key.fingerprint(one.counter), one.rule);
  }
  return rules;
}

std::vector<AttemptCounter> lock(Connection& connection, std::int64_t county_id,
                                 const RuleByHash& rules) {
  std::vector<std::string> hashes;
  for (const auto& [hash, rule] : rules) hashes.push_back(hash);
  return inventory::lock_counters(connection, county_id, hashes);
}

std::chrono::seconds longest_wait(const std::vector<AttemptCounter>& counters,
                                  const RuleByHash& rules, inventory::Instant now) {
  std::chrono::seconds longest{0};
  for (const AttemptCounter& counter : counters) {
    longest = std::max(longest, wait_before_attempt({counter.failures, counter.last_at},
                                                    rules.at(counter.counter_hash), now));
  }
  return longest;
}

void count(std::vector<AttemptCounter>& counters, const RuleByHash& rules, inventory::Instant now) {
  for (AttemptCounter& counter : counters) {
    const Attempts more =
        with_attempt({counter.failures, counter.last_at}, rules.at(counter.counter_hash), now);
    counter.failures = more.failures;
    counter.last_at = more.last_at;
    counter.wait_noted = false;
  }
}

/// Whoever hammers on while it has to wait leaves one entry, not one an attempt.
void note_wait(Connection& connection, std::int64_t county_id,
               std::vector<AttemptCounter>& counters, const AttemptOrigin& origin) {
  const bool noted = std::all_of(counters.begin(), counters.end(),
                                 [](const AttemptCounter& one) { return one.wait_noted; });
  if (noted) return;
  for (AttemptCounter& counter : counters) counter.wait_noted = true;
  note_in_audit(connection,
                {county_id, "sign_in", origin.actor, origin.key, "refused: too_many_attempts"});
}

}  // namespace

void count_attempt(Identity& identity, std::int64_t county_id,
                   const std::vector<CountedBy>& counted, const AttemptOrigin& origin,
                   inventory::Instant now) {
  const RuleByHash rules = rules_of(identity, counted);
  std::chrono::seconds wait{0};
  run_housekeeping(identity.store, [&](Connection& connection) {
    auto counters = lock(connection, county_id, rules);
    wait = longest_wait(counters, rules, now);
    if (wait.count() > 0) {
      note_wait(connection, county_id, counters, origin);
    } else {
      count(counters, rules, now);
    }
    inventory::save_counters(connection, county_id, counters);
  });
  if (wait.count() > 0) throw Refused(Refusal::too_many_attempts, {std::to_string(wait.count())});
}

void forgive_attempt(Identity& identity, Connection& connection, std::int64_t county_id,
                     const std::vector<CountedBy>& counted) {
  const std::string first = identity.sealing_key.fingerprint(counted.front().counter);
  auto counters = lock(connection, county_id, rules_of(identity, counted));
  for (AttemptCounter& counter : counters) {
    counter.failures =
        counter.counter_hash == first ? 0 : std::max<std::int64_t>(counter.failures - 1, 0);
  }
  inventory::save_counters(connection, county_id, counters);
}

void take_attempt_back(Identity& identity, std::int64_t county_id,
                       const std::vector<CountedBy>& counted) {
  run_housekeeping(identity.store, [&](Connection& connection) {
    auto counters = lock(connection, county_id, rules_of(identity, counted));
    for (AttemptCounter& counter : counters) {
      counter.failures = std::max<std::int64_t>(counter.failures - 1, 0);
    }
    inventory::save_counters(connection, county_id, counters);
  });
}

}  // namespace wutong::procurement
