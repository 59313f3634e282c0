#pragma once

#include <optional>
#include <string>

#include "procurement/identity/identity.h"

namespace wutong::procurement {

struct NewUser {
  std::string user_name;
  std::string display_name;
  std::optional<std::string> password;  ///< none: one is made up
};

/// A password is told once: to who asked, not to who asks again under the same key.
struct OneTimePassword {
  std::string user_name;
  std::optional<std::string> password;  ///< none: chosen by who asked, or told before
};

/// A user that may do nothing yet and must change its password first; but the first user of a
/// county is its administrator, as somebody must be able to give rights. Refuses: user_name_taken,
/// user_name_not_allowed, display_name_not_allowed, password_*.
OneTimePassword create_user(Identity& identity, const AccountRequest& request, const NewUser& user);

/// Gives the user another password, ends its sessions, and makes it change the password first. For
/// whoever keeps users; API tokens of the user stay,
/// and permit nothing until then. Refuses: user_unknown.
OneTimePassword reset_password(Identity& identity, const AccountRequest& request,
                               const std::string& user_name);

/// Makes the administrator "admin" of a county that has no users, once, however many ask at the
/// same moment: one of them is told the password, the others nothing.
std::optional<OneTimePassword> create_first_administrator(Identity& identity,
                                                          std::int64_t county_id,
                                                          inventory::Instant now);

}  // namespace wutong::procurement
