#include "procurement/identity/sessions.h"

#include <algorithm>

#include "inventory/identifier.h"
#include "inventory/tables/session_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/principal_loading.h"
#include "procurement/identity/random_secret.h"
#include "procurement/identity/scopes.h"

namespace wutong::procurement {

using inventory::Instant;
using inventory::SessionRecord;

namespace {

bool is_over(const SessionRecord& session, const IdentitySettings& settings, Instant now) {
  return now >= session.expires_at || now >= session.last_seen_at + settings.session_idle;
}

void note_in_audit_of(inventory::Connection& connection, const Principal& principal,
                      const std::string& operation) {
  note_in_audit(
      connection,
      {principal.county_id, operation, actor_of(principal),
       operation + "/" + std::to_string(inventory::IdentifierSource::shared().next()), "done"});
}

}  // namespace

std::optional<SignedInSession> identify_session(Identity& identity, std::string_view session_token,
                                                Instant now) {
  const auto county_id = county_of_token(TokenKind::session, session_token);
  if (!county_id) return std::nullopt;
  const auto connection = identity.store.lease();
  const auto found = inventory::find_session(*connection, *county_id, secret_hash(session_token));
  const IdentitySettings& settings = identity.settings;
  if (!found || is_over(found->session, settings, now)) return std::nullopt;
  const SessionRecord& session = found->session;
  if (now - session.last_seen_at >= settings.seen_noted_every) {
    inventory::note_seen(*connection, *county_id, session.token_hash, now);
  }
  return SignedInSession{
      load_principal(*connection, *county_id, found->user), csrf_token(session_token),
      std::min(now + settings.session_idle, session.expires_at), session.expires_at};
}

std::optional<Principal> identify_token(Identity& identity, std::string_view api_token,
                                        Instant now) {
  const auto county_id = county_of_token(TokenKind::api, api_token);
  if (!county_id) return std::nullopt;
  const auto connection = identity.store.lease();
  const auto found = inventory::find_api_token(*connection, *county_id, secret_hash(api_token));
  if (!found || now >= found->token.expires_at) return std::nullopt;
  Principal principal = load_principal(*connection, *county_id, found->user);
  principal.scopes = parse_scopes(found->token.scopes);
  return principal;
}

void sign_out(Identity& identity, std::string_view session_token, Instant now) {
  const auto session = identify_session(identity, session_token, now);
  if (!session) return;
  run_housekeeping(identity.store, [&](inventory::Connection& connection) {
    inventory::end_sessions(connection, session->principal.county_id, {secret_hash(session_token)});
    note_in_audit_of(connection, session->principal, "sign_out");
  });
}

std::int64_t sign_out_everywhere(Identity& identity, const Principal& principal) {
  std::int64_t ended = 0;
  run_housekeeping(identity.store, [&](inventory::Connection& connection) {
    ended = inventory::end_sessions_of(connection, principal.county_id, principal.user_id, "");
    note_in_audit_of(connection, principal, "sign_out_everywhere");
  });
  return ended;
}

}  // namespace wutong::procurement
