#include "procurement/identity/decide_grants.h"

#include <algorithm>
#include <iterator>

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

using Grants = std::vector<Grant>;

Grants sorted(Grants grants) {
  std::sort(grants.begin(), grants.end());
  grants.erase(std::unique(grants.begin(), grants.end()), grants.end());
  return grants;
}

Grants without(const Grants& grants, const Grants& others) {
  Grants left;
  std::set_difference(grants.begin(), grants.end(), others.begin(), others.end(),
                      std::back_inserter(left));
  return left;
}

Grants resulting(const Grants& held, const Grants& asked, GrantMode mode) {
  if (mode == GrantMode::replace) return asked;
  if (mode == GrantMode::remove) return without(held, asked);
  Grants both = held;
  both.insert(both.end(), asked.begin(), asked.end());
  return sorted(std::move(both));
}

void check_place(const std::string& user_name, const Grant& grant) {
  const RoleText& role = role_text(grant.role);
  const std::string name(role.wire_name);
  if (role.place == RolePlace::facility && grant.facility_id == 0) {
    throw Refused(Refusal::grant_needs_facility, {user_name, name});
  }
  const bool county_wide = role.place == RolePlace::county || role.place == RolePlace::supplier;
  if (county_wide && grant.facility_id != 0) {
    throw Refused(Refusal::grant_is_county_wide, {user_name, name});
  }
}

void check_account(const std::string& user_name, AccountKind kind, const Grant& grant) {
  const std::string name(role_text(grant.role).wire_name);
  const bool of_supplier = grant.role == Role::supplier;
  if (of_supplier && kind != AccountKind::supplier) {
    throw Refused(Refusal::grant_needs_supplier, {user_name, name});
  }
  if (!of_supplier && kind == AccountKind::supplier) {
    throw Refused(Refusal::supplier_account_only_supplier, {user_name, name});
  }
}

std::vector<ConflictingRoles> check_conflicts(const std::string& user_name, const Grants& grants) {
  std::vector<Role> roles;
  for (const Grant& grant : grants) roles.push_back(grant.role);
  auto conflicts = conflicts_among(roles);
  for (const ConflictingRoles& conflict : conflicts) {
    if (conflict.conflict != RoleConflict::refused) continue;
    throw Refused(Refusal::roles_conflict,
                  {user_name, std::string(role_text(conflict.one).wire_name),
                   std::string(role_text(conflict.other).wire_name)});
  }
  return conflicts;
}

}  // namespace

GrantDecision decide_grants(const std::string& user_name, AccountKind kind,
                            const std::vector<Grant>& held, const std::vector<Grant>& asked,
                            GrantMode mode) {
  const Grants before = sorted(held);
  const Grants after = resulting(before, sorted(asked), mode);
  for (const Grant& grant : after) {
    check_place(user_name, grant);
    check_account(user_name, kind, grant);
  }
  return {without(after, before), without(before, after), check_conflicts(user_name, after)};
}

}  // namespace wutong::procurement
