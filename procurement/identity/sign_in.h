#pragma once

#include <string>

#include "procurement/identity/sessions.h"

namespace wutong::procurement {

struct SignInAttempt {
  std::int64_t county_id{};
  std::string user_name;
  std::string password;
  std::string totp_code;       ///< empty: none given
  std::string source_address;  ///< of the peer, never from a header that the peer writes
  std::string device_token;    ///< the cookie of an earlier sign-in here; empty: none
};

struct SignedIn {
  std::string session_token;  ///< for the cookie; stored nowhere
  std::string device_token;   ///< for a cookie that outlives the session: this device is known
  SignedInSession session;
};

/// Refuses: sign_in_failed (whatever was wrong, after the same work), totp_code_required,
/// too_many_attempts with the seconds to wait, sign_in_busy. Every outcome is in the audit chain,
/// without secrets and without names that are no user's.
SignedIn sign_in(Identity& identity, const SignInAttempt& attempt, inventory::Instant now);

}  // namespace wutong::procurement
