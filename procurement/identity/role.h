#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "procurement/identity/duty.h"

namespace wutong::procurement {

/// The parts that people play (domain section 1, and the separation of duties of section 4).
enum class Role : std::uint8_t {
  administrator,
  purchasing_manager,
  bid_opener,
  requester,
  approver,
  receiver,
  inspector,
  picker,
  checker,
  payment_preparer,
  payment_approver,
  township_pharmacist,
  village_doctor,
  finance,
  supplier,
  government_inspector,
  industry_manager,
  group_supervisor,
  public_supervisor,
};

/// Where a role can be held.
enum class RolePlace : std::uint8_t {
  county,    ///< for the whole county only
  facility,  ///< for a facility and what is below it only
  either,
  supplier,  ///< for the supplier that the account is linked to
};

/// One row of the table of roles (role.cpp): all that is known about a role.
struct RoleText {
  Role role;
  std::string_view wire_name;
  std::string_view name_zh;
  std::string_view name_en;
  RolePlace place;
  bool read_only;
  DutySet duties;
};

const RoleText& role_text(Role role);
std::optional<Role> parse_role(std::string_view wire_name);
/// Every role, in the order of the enum.
const std::vector<RoleText>& all_roles();

}  // namespace wutong::procurement
