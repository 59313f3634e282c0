#include "procurement/identity/totp_enrolment.h"

#include <functional>
#include <vector>

#include "inventory/answer.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/attempt_counting.h"
#include "procurement/identity/last_administrator.h"
#include "procurement/identity/totp.h"
#include "procurement/identity/totp_check.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::CredentialRecord;
using inventory::UserRecord;

namespace {

using CredentialChange = std::function<void(const UserRecord&, CredentialRecord&)>;

inventory::CommandResult change_credential(Identity& identity, const AccountRequest& request,
                                           const std::string& operation,
                                           const std::string& user_name,
                                           const CredentialChange& change) {
  return run_account_command(
      identity, request, {operation, user_name}, [&](Connection& connection) {
        const auto user = require_user(connection, request, user_name);
        auto credential = inventory::lock_credential(connection, request.county_id, user.user_id);
        change(user, credential);
        inventory::save_credential(connection, request.county_id, credential, request.now);
        return inventory::answer_of({{"changed", 1}});
      });
}

/// Guessing a code is slowed; a right one clears the count.
void with_counted_code(Identity& identity, const AccountRequest& request,
                       const std::string& user_name, const std::string& operation,
                       const std::function<void(CredentialRecord&)>& change) {
  const std::vector<CountedBy> counted{
      {"totp/" + user_name, identity.settings.attempts.user_and_source}};
  count_attempt(identity, request.county_id, counted, {request.actor, operation}, request.now);
  change_credential(identity, request, operation, user_name,
                    [&](const UserRecord&, CredentialRecord& credential) { change(credential); });
  run_housekeeping(identity.store, [&](Connection& connection) {
    forgive_attempt(identity, connection, request.county_id, counted);
  });
}

void require_code(const Identity& identity, const AccountRequest& request,
                  CredentialRecord& credential, const std::string& code) {
  if (!take_totp_code(identity, request.county_id, credential, code, request.now)) {
    throw Refused(Refusal::totp_code_wrong);
  }
}

void forget_authenticator(const std::string& user_name, CredentialRecord& credential) {
  if (credential.totp_sealed.empty()) throw Refused(Refusal::totp_not_enrolled, {user_name});
  credential.totp_sealed.clear();
  credential.totp_confirmed = false;
  credential.totp_last_step = 0;
}

}  // namespace

std::optional<TotpEnrolment> enrol_totp(Identity& identity, const AccountRequest& request,
                                        const std::string& user_name) {
  const std::string secret = random_totp_secret();
  const auto result =
      change_credential(identity, request, "enrol_totp", user_name,
                        [&](const UserRecord&, CredentialRecord& credential) {
                          if (credential.totp_confirmed) {
                            throw Refused(Refusal::totp_already_enrolled, {user_name});
                          }
                          credential.totp_sealed = identity.sealing_key.seal(
                              secret, totp_context(request.county_id, credential.user_id));
                          credential.totp_last_step = 0;
                        });
  if (result.replayed) return std::nullopt;
  return TotpEnrolment{totp_letters(secret), totp_address(secret, user_name)};
}

void confirm_totp(Identity& identity, const AccountRequest& request, const std::string& user_name,
                  const std::string& code) {
  with_counted_code(identity, request, user_name, "confirm_totp",
                    [&](CredentialRecord& credential) {
                      if (credential.totp_sealed.empty())
                        throw Refused(Refusal::totp_not_enrolled, {user_name});
                      if (credential.totp_confirmed)
                        throw Refused(Refusal::totp_already_enrolled, {user_name});
                      require_code(identity, request, credential, code);
                      credential.totp_confirmed = true;
                    });
}

void remove_totp(Identity& identity, const AccountRequest& request, const std::string& user_name) {
  change_credential(identity, request, "remove_totp", user_name,
                    [&](const UserRecord& user, CredentialRecord& credential) {
                      require_other_account(request, user);
                      forget_authenticator(user_name, credential);
                    });
}

void remove_own_totp(Identity& identity, const AccountRequest& request,
                     const std::string& user_name, const std::string& code) {
  with_counted_code(identity, request, user_name, "remove_own_totp",
                    [&](CredentialRecord& credential) {
                      if (credential.totp_confirmed) {
                        require_code(identity, request, credential, code);
                      }
                      forget_authenticator(user_name, credential);
                    });
}

TotpState totp_state(Connection& connection, std::int64_t county_id, const std::string& user_name) {
  const auto user = inventory::find_user(connection, county_id, user_name);
  if (!user) throw Refused(Refusal::user_unknown, {user_name});
  const auto credential = inventory::load_credential(connection, county_id, user->user_id);
  if (credential.totp_confirmed) return TotpState::confirmed;
  return credential.totp_sealed.empty() ? TotpState::none : TotpState::begun;
}

std::string_view to_string(TotpState state) {
  switch (state) {
    case TotpState::none:
      return "none";
    case TotpState::begun:
      return "begun";
    case TotpState::confirmed:
      return "confirmed";
  }
  return {};
}

}  // namespace wutong::procurement
