#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inventory/records/user.h"
#include "procurement/identity/change_grants.h"

namespace wutong::procurement {

/// A user as it is shown: codes instead of ids, and nothing that it proves itself with.
struct UserView {
  inventory::UserRecord user;
  std::vector<NamedGrant> grants;
  std::string supplier_code;  ///< empty: no supplier's account
};

/// In the order of their names: those after `after`, at most `limit`.
std::vector<UserView> list_users(inventory::Connection& connection, std::int64_t county_id,
                                 const std::string& after, std::int64_t limit);
/// Refuses: user_unknown.
UserView load_user(inventory::Connection& connection, std::int64_t county_id,
                   const std::string& user_name);

}  // namespace wutong::procurement
