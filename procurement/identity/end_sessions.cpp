#include "procurement/identity/end_sessions.h"

#include <algorithm>

#include "inventory/answer.h"
#include "inventory/tables/session_table.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/random_secret.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::SessionRecord;

namespace {

/// Half of a hash of what the database keeps: enough to tell sessions apart.
std::string session_id_of(const SessionRecord& session) {
  constexpr std::size_t characters = 32;
  return secret_hash("session_id/" + session.token_hash).substr(0, characters);
}

inventory::Instant idle_end(const SessionRecord& session, const IdentitySettings& settings) {
  return std::min(session.last_seen_at + settings.session_idle, session.expires_at);
}

}  // namespace

std::vector<LiveSession> list_sessions(Identity& identity, const AccountRequest& request,
                                       const std::string& user_name,
                                       std::string_view session_token) {
  const auto connection = identity.store.lease();
  const auto user = require_user(*connection, request, user_name);
  const std::string this_hash = session_token.empty() ? std::string() : secret_hash(session_token);
  std::vector<LiveSession> live;
  for (const SessionRecord& session :
       inventory::load_sessions(*connection, request.county_id, user.user_id)) {
    const auto until = idle_end(session, identity.settings);
    if (request.now >= until) continue;
    live.push_back({session_id_of(session), session.started_at, session.last_seen_at, until,
                    session.expires_at, session.token_hash == this_hash});
  }
  return live;
}

void end_session(Identity& identity, const AccountRequest& request, const std::string& user_name,
                 const std::string& session_id) {
  const AccountOperation operation{"end_session", user_name + "\n" + session_id};
  run_account_command(identity, request, operation, [&](Connection& connection) {
    const auto user = require_user(connection, request, user_name);
    for (const SessionRecord& session :
         inventory::load_sessions(connection, request.county_id, user.user_id)) {
      if (session_id_of(session) != session_id) continue;
      inventory::end_sessions(connection, request.county_id, {session.token_hash});
      return inventory::answer_of({{"sessions_ended", 1}});
    }
    throw Refused(Refusal::session_unknown, {user_name});
  });
}

std::int64_t end_sessions(Identity& identity, const AccountRequest& request,
                          const std::string& user_name, std::string_view but_session_token) {
  const bool keeps_one = !but_session_token.empty();
  const AccountOperation operation{"end_sessions", user_name + (keeps_one ? "\nothers" : "\nall")};
  const std::string kept = keeps_one ? secret_hash(but_session_token) : std::string();
  const auto result =
      run_account_command(identity, request, operation, [&](Connection& connection) {
        const auto user = require_user(connection, request, user_name);
        // Whoever signs in at this moment holds this row first, and its session ends too.
        inventory::lock_credential(connection, request.county_id, user.user_id);
        return inventory::answer_of(
            {{"sessions_ended",
              inventory::end_sessions_of(connection, request.county_id, user.user_id, kept)}});
      });
  return inventory::figure_in(result.answer, "sessions_ended");
}

}  // namespace wutong::procurement
