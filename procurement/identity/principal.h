#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "procurement/identity/role.h"

namespace wutong::inventory {
class Connection;
}

namespace wutong::procurement {

/// A role, held for a facility and all below it, or for the whole county.
struct Grant {
  Role role{};
  std::int64_t facility_id = 0;  ///< 0: the whole county
  friend auto operator<=>(const Grant&, const Grant&) = default;
};

/// Who asks: one user of one county, with what that user may do now.
struct Principal {
  std::int64_t county_id{};
  std::int64_t user_id{};
  std::string user_name;
  std::string display_name;
  std::optional<std::int64_t> supplier_id;  ///< set: a supplier's account, which sees only its own
  bool must_change_password = false;        ///< until then nothing is permitted
  std::vector<Grant> grants;
  std::optional<DutySet> scopes;  ///< set: an API token, which can do no more than this
};

/// A facility and all above it, in this order: {clinic, township, centre}.
using FacilityPath = std::vector<std::int64_t>;

/// The facilities of a county by who is above whom.
class FacilityTree {
 public:
  using ParentOf = std::unordered_map<std::int64_t, std::int64_t>;  ///< 0: nobody above
  explicit FacilityTree(ParentOf parent_of) : parent_of_(std::move(parent_of)) {}
  /// Empty for a facility that is unknown, which no grant for a facility reaches.
  FacilityPath path_of(std::int64_t facility_id) const;

 private:
  ParentOf parent_of_;
};
FacilityTree load_facility_tree(inventory::Connection& connection, std::int64_t county_id);

/// May do this for this facility: by a grant for the whole county, for it, or for one above it.
bool permits(const Principal& principal, Duty duty, const FacilityPath& facility);
/// May do this for what belongs to no facility (the catalogue, users): by a grant for the county,
/// or, for a supplier's account, by its role.
bool permits_in_county(const Principal& principal, Duty duty);
/// May do this somewhere; what is shown must then be narrowed to where.
bool permits_somewhere(const Principal& principal, Duty duty);
/// The duties that the principal has somewhere.
DutySet duties_of(const Principal& principal);

/// A supplier's account sees its own supplier only; everybody else sees all.
bool sees_supplier(const Principal& principal, std::int64_t supplier_id);

/// Refuse with duty_missing, which names the duty and its reach.
void require_permit(const Principal& principal, Duty duty, const FacilityPath& facility);
void require_permit_in_county(const Principal& principal, Duty duty);
void require_permit_somewhere(const Principal& principal, Duty duty);

}  // namespace wutong::procurement
