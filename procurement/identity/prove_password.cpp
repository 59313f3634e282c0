#include "procurement/identity/prove_password.h"

#include "inventory/identifier.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/attempt_counting.h"
#include "procurement/identity/source_address.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

bool is_right(Identity& identity, const Principal& principal, const std::string& password,
              const std::vector<CountedBy>& counted) {
  const auto credential =
      inventory::load_credential(*identity.store.lease(), principal.county_id, principal.user_id);
  try {
    return identity.hasher.matches(credential.password_hash, password);
  } catch (const Refused&) {  // too many wait: nothing was judged
    take_attempt_back(identity, principal.county_id, counted);
    throw;
  }
}

void note_wrong(inventory::Connection& connection, const Principal& principal) {
  const auto id = inventory::IdentifierSource::shared().next();
  note_in_audit(connection,
                {principal.county_id, "prove_password", actor_of(principal),
                 "prove_password/" + std::to_string(id), "refused: current_password_wrong"});
}

}  // namespace

void prove_password(Identity& identity, const Principal& principal, const PasswordProof& proof,
                    inventory::Instant now) {
  if (principal.must_change_password) {
    throw Refused(Refusal::password_change_due, {principal.user_name});
  }
  const std::int64_t county_id = principal.county_id;
  // One counter with changing the password: who guesses here gets no further tries there.
  const std::vector<CountedBy> counted{
      {"password/" + principal.user_name + "/" + source_of(proof.source_address),
       identity.settings.attempts.user_and_source}};
  count_attempt(identity, county_id, counted, {actor_of(principal), "prove_password"}, now);
  const bool right = is_right(identity, principal, proof.password, counted);
  run_housekeeping(identity.store, [&](inventory::Connection& connection) {
    if (right) {
      forgive_attempt(identity, connection, county_id, counted);
    } else {
      note_wrong(connection, principal);
    }
  });
  if (!right) throw Refused(Refusal::current_password_wrong);
}

}  // namespace wutong::procurement
