#include "procurement/identity/change_password.h"

#include "inventory/answer.h"
#include "inventory/tables/session_table.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/attempt_counting.h"
#include "procurement/identity/password_policy.h"
#include "procurement/identity/random_secret.h"
#include "procurement/identity/source_address.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Connection;

namespace {

/// What was computed before the transaction, and of which hash.
struct Computed {
  std::string of_hash;
  bool current_is_right = false;
  std::string new_hash;
};

Computed compute(Identity& identity, const Principal& principal, const PasswordChange& change,
                 inventory::Instant now, const std::vector<CountedBy>& counted) {
  count_attempt(identity, principal.county_id, counted, {actor_of(principal), "change_password"},
                now);
  Computed computed;
  computed.of_hash =
      inventory::load_credential(*identity.store.lease(), principal.county_id, principal.user_id)
          .password_hash;
  computed.current_is_right = identity.hasher.matches(computed.of_hash, change.current_password);
  computed.new_hash = identity.hasher.hash(change.new_password);
  return computed;
}

void check_change(const Principal& principal, const PasswordChange& change,
                  const Computed& computed, const inventory::CredentialRecord& credential) {
  if (!computed.current_is_right || credential.password_hash != computed.of_hash) {
    throw Refused(Refusal::current_password_wrong);
  }
  check_password(change.new_password, principal.user_name);
  if (change.new_password == change.current_password) {
    throw Refused(Refusal::password_not_changed);
  }
}

}  // namespace

void change_password(Identity& identity, const Principal& principal,
                     const std::string& idempotency_key, const PasswordChange& change,
                     inventory::Instant now) {
  const std::int64_t county_id = principal.county_id;
  const std::vector<CountedBy> counted{
      {"password/" + principal.user_name + "/" + source_of(change.source_address),
       identity.settings.attempts.user_and_source}};
  const Computed computed = compute(identity, principal, change, now, counted);
  const AccountRequest request{
      county_id, actor_of(principal), principal.user_id, idempotency_key, now, {}};
  // Judged inside: who repeats a change that was made is answered as before.
  run_account_command(
      identity, request, {"change_password", principal.user_name}, [&](Connection& connection) {
        auto credential = inventory::lock_credential(connection, county_id, principal.user_id);
        check_change(principal, change, computed, credential);
        credential.password_hash = computed.new_hash;
        credential.must_change_password = false;
        inventory::save_credential(connection, county_id, credential, now);
        const auto ended = inventory::end_sessions_of(connection, county_id, principal.user_id,
                                                      secret_hash(change.session_token));
        return inventory::answer_of({{"sessions_ended", ended}});
      });
  run_housekeeping(identity.store, [&](Connection& connection) {
    forgive_attempt(identity, connection, county_id, counted);
  });
}

}  // namespace wutong::procurement
