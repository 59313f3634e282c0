#include "procurement/identity/attempt_limits.h"

#include <algorithm>

namespace wutong::procurement {

namespace {

bool is_forgotten(const Attempts& attempts, const AttemptRule& rule, inventory::Instant now) {
  return attempts.failures == 0 || now - attempts.last_at >= rule.forgotten_after;
}

std::chrono::seconds wait_after(std::int64_t failures, const AttemptRule& rule) {
  if (failures < rule.free_attempts) return std::chrono::seconds(0);
  constexpr std::int64_t most_doublings = 30;
  const auto doublings = std::min(failures - rule.free_attempts, most_doublings);
  return std::min(std::chrono::seconds(std::int64_t{1} << doublings), rule.longest_wait);
}

}  // namespace

std::chrono::seconds wait_before_attempt(const Attempts& attempts, const AttemptRule& rule,
                                         inventory::Instant now) {
  if (is_forgotten(attempts, rule, now)) return std::chrono::seconds(0);
  const auto until = attempts.last_at + wait_after(attempts.failures, rule);
  // A clock that was set back must not make a wait longer than the rule's longest.
  return std::clamp(until - now, std::chrono::seconds(0), rule.longest_wait);
}

Attempts with_attempt(const Attempts& attempts, const AttemptRule& rule, inventory::Instant now) {
  return {is_forgotten(attempts, rule, now) ? 1 : attempts.failures + 1, now};
}

}  // namespace wutong::procurement
