#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "inventory/database/store.h"
#include "inventory/records/instant.h"
#include "procurement/identity/attempt_limits.h"
#include "procurement/identity/password_hasher.h"
#include "procurement/identity/principal.h"
#include "procurement/identity/sealing_key.h"

namespace wutong::procurement {

/// How long a session lives, and how much of everything one user may have.
struct IdentitySettings {
  std::chrono::seconds session_idle = std::chrono::minutes(30);
  std::chrono::seconds session_at_most = std::chrono::hours(12);
  std::chrono::seconds seen_noted_every = std::chrono::minutes(1);
  std::size_t sessions_at_most = 20;  ///< of one user: the oldest end
  std::size_t tokens_at_most = 20;    ///< of one user
  std::chrono::days token_days_at_most = std::chrono::days(366);
  std::int64_t origins_at_most = 20;  ///< devices and addresses that a user is known from
  std::chrono::seconds origins_forgotten_after = std::chrono::days(180);
  AttemptLimits attempts;
};

/// What the operations of this folder work with; one for the whole program.
struct Identity {
  inventory::Store& store;
  PasswordHasher& hasher;
  const SealingKey& sealing_key;
  IdentitySettings settings{};
};

/// Who asks for a change, by which key a repetition is known, and when.
struct AccountRequest {
  std::int64_t county_id{};
  std::string actor;                ///< actor_of(principal), or "command_line:root"
  std::int64_t acting_user_id = 0;  ///< 0: the command line
  std::string idempotency_key;
  inventory::Instant now{};
  std::optional<std::int64_t> expected_version{};  ///< of the user that is changed (If-Match)
};

/// "user:wang", as the audit chain names who acts.
std::string actor_of(const Principal& principal);

}  // namespace wutong::procurement
