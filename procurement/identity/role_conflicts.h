#pragma once

#include <cstdint>
#include <vector>

#include "procurement/identity/role.h"

namespace wutong::procurement {

/// What happens when one person is to hold two roles. `warned` fits a small place where few people
/// do everything: each document still asks for two persons (separation_of_duties.h).
enum class RoleConflict : std::uint8_t { none, warned, refused };

/// Symmetric; a role does not conflict with itself.
RoleConflict conflict_between(Role one, Role other);

struct ConflictingRoles {
  Role one;
  Role other;
  RoleConflict conflict;
};
/// Every pair of `roles` that is not harmless, in the order of the enum.
std::vector<ConflictingRoles> conflicts_among(const std::vector<Role>& roles);

}  // namespace wutong::procurement
