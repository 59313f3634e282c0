#pragma once

#include <optional>
#include <string>

#include "procurement/identity/identity.h"

namespace wutong::procurement {

struct TotpEnrolment {
  std::string letters;  ///< for typing into the app
  std::string address;  ///< "otpauth://...", for a picture that the app reads
};

/// Gives the user a secret for its authenticator, told once; asked for only when a first code has
/// confirmed it. Asking again before that makes another one. Refuses: totp_already_enrolled.
/// Nothing: done before under this key.
std::optional<TotpEnrolment> enrol_totp(Identity& identity, const AccountRequest& request,
                                        const std::string& user_name);

/// From now on signing in takes a code. Refuses: totp_not_enrolled, totp_already_enrolled,
/// totp_code_wrong, too_many_attempts.
void confirm_totp(Identity& identity, const AccountRequest& request, const std::string& user_name,
                  const std::string& code);

/// For the user itself, or for whoever keeps users when the phone is lost. Refuses:
/// totp_not_enrolled.
void remove_totp(Identity& identity, const AccountRequest& request, const std::string& user_name);

}  // namespace wutong::procurement
