#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "procurement/identity/identity.h"

namespace wutong::procurement {

/// A session as its user may see it: nothing that it is proved by.
struct LiveSession {
  std::string session_id;  ///< names it, and opens nothing
  inventory::Instant signed_in_at{};
  inventory::Instant last_seen_at{};  ///< to the minute
  inventory::Instant idle_expires_at{};
  inventory::Instant expires_at{};
  bool is_this = false;  ///< the one that asks
};

/// The sessions of a user that are not over, the newest first. `session_token`: of who asks; empty
/// when it has none. Refuses: user_unknown.
std::vector<LiveSession> list_sessions(Identity& identity, const AccountRequest& request,
                                       const std::string& user_name,
                                       std::string_view session_token);

/// Ends one session. Refuses: user_unknown, session_unknown.
void end_session(Identity& identity, const AccountRequest& request, const std::string& user_name,
                 const std::string& session_id);

/// Ends all sessions of a user but the one of this token; an empty token leaves none. Answers how
/// many ended. Refuses: user_unknown.
std::int64_t end_sessions(Identity& identity, const AccountRequest& request,
                          const std::string& user_name, std::string_view but_session_token);

}  // namespace wutong::procurement
