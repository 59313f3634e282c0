#pragma once

#include <string>

#include "procurement/identity/identity.h"

namespace wutong::procurement {

struct PasswordChange {
  std::string current_password;
  std::string new_password;
  std::string session_token;   ///< stays signed in; all other sessions end
  std::string source_address;  ///< guessing the current password is slowed like signing in
};

/// For the user itself. Refuses: current_password_wrong, password_*, too_many_attempts,
/// sign_in_busy.
void change_password(Identity& identity, const Principal& principal,
                     const std::string& idempotency_key, const PasswordChange& change,
                     inventory::Instant now);

}  // namespace wutong::procurement
