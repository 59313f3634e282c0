#include "procurement/identity/totp_enrolment.h"

#include <functional>

#include "inventory/answer.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/attempt_counting.h"
#include "procurement/identity/totp.h"
#include "procurement/identity/totp_check.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::CredentialRecord;

namespace {

inventory::CommandResult change_credential(Identity& identity, const AccountRequest& request,
                                           const std::string& operation,
                                           const std::string& user_name,
                                           const std::function<void(CredentialRecord&)>& change) {
  return run_account_command(
      identity, request, {operation, user_name}, [&](Connection& connection) {
        const auto user = require_user(connection, request, user_name);
        auto credential = inventory::lock_credential(connection, request.county_id, user.user_id);
        change(credential);
        inventory::save_credential(connection, request.county_id, credential, request.now);
        return inventory::answer_of({{"changed", 1}});
      });
}

}  // namespace

std::optional<TotpEnrolment> enrol_totp(Identity& identity, const AccountRequest& request,
                                        const std::string& user_name) {
  const std::string secret = random_totp_secret();
  const auto result = change_credential(
      identity, request, "enrol_totp", user_name, [&](CredentialRecord& credential) {
        if (credential.totp_confirmed) {
          throw Refused(Refusal::totp_already_enrolled, {user_name});
        }
        credential.totp_sealed =
            identity.sealing_key.seal(secret, totp_context(request.county_id, credential.user_id));
        credential.totp_last_step = 0;
      });
  if (result.replayed) return std::nullopt;
  return TotpEnrolment{totp_letters(secret), totp_address(secret, user_name)};
}

void confirm_totp(Identity& identity, const AccountRequest& request, const std::string& user_name,
                  const std::string& code) {
  count_attempt(identity, request.county_id,
                {{"totp/" + user_name, identity.settings.attempts.user_and_source}},
                {request.actor, "confirm_totp"}, request.now);
  change_credential(
      identity, request, "confirm_totp", user_name, [&](CredentialRecord& credential) {
        if (credential.totp_sealed.empty()) {
          throw Refused(Refusal::totp_not_enrolled, {user_name});
        }
        if (credential.totp_confirmed) {
          throw Refused(Refusal::totp_already_enrolled, {user_name});
        }
        if (!take_totp_code(identity, request.county_id, credential, code, request.now)) {
          throw Refused(Refusal::totp_code_wrong);
        }
        credential.totp_confirmed = true;
      });
}

void remove_totp(Identity& identity, const AccountRequest& request, const std::string& user_name) {
  change_credential(identity, request, "remove_totp", user_name, [&](CredentialRecord& credential) {
    if (credential.totp_sealed.empty()) {
      throw Refused(Refusal::totp_not_enrolled, {user_name});
    }
    credential.totp_sealed.clear();
    credential.totp_confirmed = false;
    credential.totp_last_step = 0;
  });
}

}  // namespace wutong::procurement
