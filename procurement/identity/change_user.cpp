#include "procurement/identity/change_user.h"

#include <functional>

#include "inventory/answer.h"
#include "inventory/tables/session_table.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/last_administrator.h"
#include "procurement/identity/names.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::UserRecord;
using inventory::UserStatus;

namespace {

/// Loads the user, lets `change` judge and alter it, and saves it.
void change_user(Identity& identity, const AccountRequest& request,
                 const AccountOperation& operation, const std::string& user_name,
                 const std::function<void(Connection&, UserRecord&)>& change) {
  run_account_command(identity, request, operation, [&](Connection& connection) {
    UserRecord user = require_user(connection, request, user_name);
    change(connection, user);
    inventory::save_user(connection, request.county_id, user);
    return inventory::answer_of({{"changed", 1}});
  });
}

}  // namespace

void disable_user(Identity& identity, const AccountRequest& request, const std::string& user_name) {
  change_user(identity, request, {"disable_user", user_name}, user_name,
              [&](Connection& connection, UserRecord& user) {
                require_other_account(request, user);
                require_another_administrator(connection, request.county_id, user);
                user.status = UserStatus::disabled;
                // Whoever signs in at this moment holds this row first, or finds the user disabled.
                inventory::lock_credential(connection, request.county_id, user.user_id);
                inventory::end_sessions_of(connection, request.county_id, user.user_id, "");
              });
}

void enable_user(Identity& identity, const AccountRequest& request, const std::string& user_name) {
  change_user(identity, request, {"enable_user", user_name}, user_name,
              [](Connection&, UserRecord& user) { user.status = UserStatus::enabled; });
}

void rename_user(Identity& identity, const AccountRequest& request, const std::string& user_name,
                 const std::string& display_name) {
  check_display_name(user_name, display_name);
  change_user(identity, request, {"rename_user", user_name + "\n" + display_name}, user_name,
              [&](Connection&, UserRecord& user) { user.display_name = display_name; });
}

}  // namespace wutong::procurement
