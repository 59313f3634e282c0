#pragma once

#include <optional>
#include <string>
#include <vector>

#include "procurement/identity/decide_grants.h"
#include "procurement/identity/identity.h"

namespace wutong::procurement {

struct NamedGrant {
  std::string role;           ///< wire name
  std::string facility_code;  ///< empty: the whole county
};

struct GrantChange {
  std::string user_name;
  GrantMode mode{};
  std::vector<NamedGrant> grants;
  /// Not set: the link to a supplier stays. Empty: it is taken away. Otherwise the supplier's code.
  std::optional<std::string> supplier_code{};
};

struct GrantsChanged {
  std::int64_t added = 0;
  std::int64_t removed = 0;
  std::vector<ConflictingRoles> warnings;  ///< none when this was done before
};

/// Gives and takes roles, and links a supplier's account to its supplier. Refuses: what
/// decide_grants refuses, role_unknown, facility_unknown, supplier_unknown, user_unknown,
/// user_changed_meanwhile, own_account_not_changed, last_administrator_stays.
GrantsChanged change_grants(Identity& identity, const AccountRequest& request,
                            const GrantChange& change);

}  // namespace wutong::procurement
