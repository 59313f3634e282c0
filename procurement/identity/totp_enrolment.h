#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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

/// For whoever keeps users, when somebody's phone is lost. Refuses: totp_not_enrolled,
/// own_account_not_changed.
void remove_totp(Identity& identity, const AccountRequest& request, const std::string& user_name);

/// For the user itself. An authenticator that signing in asks for is given up with a code of it.
/// Refuses: totp_not_enrolled, totp_code_wrong, too_many_attempts.
void remove_own_totp(Identity& identity, const AccountRequest& request,
                     const std::string& user_name, const std::string& code);

enum class TotpState : std::uint8_t {
  none,
  begun,  ///< a secret was told, and no code has confirmed it yet
  confirmed,
};
/// Refuses: user_unknown.
TotpState totp_state(inventory::Connection& connection, std::int64_t county_id,
                     const std::string& user_name);
std::string_view to_string(TotpState state);

}  // namespace wutong::procurement
