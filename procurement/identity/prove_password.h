#pragma once

#include <string>

#include "procurement/identity/identity.h"

namespace wutong::procurement {

/// The password of who asks, typed once more: a session that was left open is not enough to change
/// what the account is proved by.
struct PasswordProof {
  std::string password;
  std::string source_address;  ///< guessing is slowed like signing in
};

/// Refuses: password_change_due (a password that somebody else knows proves nothing),
/// current_password_wrong, too_many_attempts, sign_in_busy.
void prove_password(Identity& identity, const Principal& principal, const PasswordProof& proof,
                    inventory::Instant now);

}  // namespace wutong::procurement
