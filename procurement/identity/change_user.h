#pragma once

#include <string>

#include "procurement/identity/identity.h"

namespace wutong::procurement {

/// Keeps the user from signing in, ends its sessions and stops its API tokens. Refuses:
/// last_administrator_stays, own_account_not_changed, user_unknown, user_changed_meanwhile.
void disable_user(Identity& identity, const AccountRequest& request, const std::string& user_name);

/// Lets it sign in again, with the roles that it had. Refuses: user_unknown,
/// user_changed_meanwhile.
void enable_user(Identity& identity, const AccountRequest& request, const std::string& user_name);

/// Another name to be shown. Refuses: display_name_not_allowed, user_unknown,
/// user_changed_meanwhile.
void rename_user(Identity& identity, const AccountRequest& request, const std::string& user_name,
                 const std::string& display_name);

}  // namespace wutong::procurement
