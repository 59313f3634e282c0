#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "procurement/identity/identity.h"

namespace wutong::procurement {

/// Somebody who is signed in, as each request finds it.
struct SignedInSession {
  Principal principal;
  std::string csrf_token;  ///< what X-CSRF-Token must say on a write; compare in constant time
  inventory::Instant idle_expires_at{};
  inventory::Instant expires_at{};
};

/// Whose cookie this is, with the roles of this moment. Nothing: no token, ended, idle too long,
/// too old, or the user is disabled. That somebody was seen is written once a minute at most, so a
/// session may end up to that much before its idle time is over, never after.
std::optional<SignedInSession> identify_session(Identity& identity, std::string_view session_token,
                                                inventory::Instant now);

/// Whose API token this is; the principal's scopes are the token's.
std::optional<Principal> identify_token(Identity& identity, std::string_view api_token,
                                        inventory::Instant now);

/// Ends this session. A token that is none (any more) is as well.
void sign_out(Identity& identity, std::string_view session_token, inventory::Instant now);

/// Ends all sessions of the user, this one too; answers how many.
std::int64_t sign_out_everywhere(Identity& identity, const Principal& principal);

}  // namespace wutong::procurement
