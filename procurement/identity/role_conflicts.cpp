#include "procurement/identity/role_conflicts.h"

#include <algorithm>
#include <array>

namespace wutong::procurement {

namespace {

// Beyond the general rules below: the pairs of working roles that do not go together.
constexpr std::array table{
    // Who runs a bargaining round must not see its bids before they are opened.
    ConflictingRoles{Role::purchasing_manager, Role::bid_opener, RoleConflict::refused},
    // Who makes a payment ready could pay himself.
    ConflictingRoles{Role::payment_preparer, Role::payment_approver, RoleConflict::refused},
    ConflictingRoles{Role::purchasing_manager, Role::payment_preparer, RoleConflict::refused},
    ConflictingRoles{Role::purchasing_manager, Role::payment_approver, RoleConflict::refused},
    ConflictingRoles{Role::purchasing_manager, Role::finance, RoleConflict::refused},
    ConflictingRoles{Role::purchasing_manager, Role::inspector, RoleConflict::warned},
    ConflictingRoles{Role::requester, Role::approver, RoleConflict::warned},
    ConflictingRoles{Role::receiver, Role::inspector, RoleConflict::warned},
    ConflictingRoles{Role::picker, Role::checker, RoleConflict::warned},
    ConflictingRoles{Role::approver, Role::township_pharmacist, RoleConflict::warned},
    ConflictingRoles{Role::approver, Role::village_doctor, RoleConflict::warned},
    ConflictingRoles{Role::receiver, Role::payment_preparer, RoleConflict::warned},
    ConflictingRoles{Role::inspector, Role::payment_approver, RoleConflict::warned},
    ConflictingRoles{Role::finance, Role::payment_approver, RoleConflict::warned},
};

/// An administrator gives rights and uses none; a supplier is on the other side of the table; a
/// supervisor has no hand in what is supervised.
bool stands_alone(Role role) {
  return role == Role::administrator || role == Role::supplier;
}

}  // namespace

RoleConflict conflict_between(Role one, Role other) {
  if (one == other) return RoleConflict::none;
  if (stands_alone(one) || stands_alone(other)) return RoleConflict::refused;
  if (role_text(one).read_only != role_text(other).read_only) return RoleConflict::refused;
  const auto* const found = std::find_if(table.begin(), table.end(), [&](const auto& row) {
    return (row.one == one && row.other == other) || (row.one == other && row.other == one);
  });
  return found == table.end() ? RoleConflict::none : found->conflict;
}

std::vector<ConflictingRoles> conflicts_among(const std::vector<Role>& roles) {
  std::vector<ConflictingRoles> conflicts;
  const auto held = [&](Role role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  };
  for (const RoleText& one : all_roles()) {
    for (const RoleText& other : all_roles()) {
      if (one.role >= other.role || !held(one.role) || !held(other.role)) continue;
      const RoleConflict conflict = conflict_between(one.role, other.role);
      if (conflict != RoleConflict::none) conflicts.push_back({one.role, other.role, conflict});
    }
  }
  return conflicts;
}

}  // namespace wutong::procurement
