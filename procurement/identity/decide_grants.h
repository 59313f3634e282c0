#pragma once

#include <string>
#include <vector>

#include "procurement/identity/principal.h"
#include "procurement/identity/role_conflicts.h"

namespace wutong::procurement {

/// Whether a user is linked to a supplier: such an account can be a supplier only.
enum class AccountKind : std::uint8_t { person, supplier };

enum class GrantMode : std::uint8_t {
  add,      ///< beside those that are held
  remove,   ///< of those that are held
  replace,  ///< these and no others
};

struct GrantDecision {
  std::vector<Grant> added;
  std::vector<Grant> removed;
  std::vector<ConflictingRoles> warnings;  ///< allowed, but worth a second thought
};

/// Pure. Refuses: grant_needs_facility, grant_is_county_wide, grant_needs_supplier,
/// supplier_account_only_supplier, roles_conflict. What is held already is not added again.
GrantDecision decide_grants(const std::string& user_name, AccountKind kind,
                            const std::vector<Grant>& held, const std::vector<Grant>& asked,
                            GrantMode mode);

}  // namespace wutong::procurement
