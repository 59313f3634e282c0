#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "inventory/records/date.h"
#include "inventory/records/master_data.h"

namespace wutong::inventory {

/// A member of the county as it is on one day.
struct MemberOnDay {
  std::int64_t facility_id{};
  std::int64_t version{};
  Date effective_from{};
  std::string code;
  std::string name;
  FacilityKind kind{};
  std::int64_t parent_id{};  ///< 0: none
};

/// The members of one day, each under its parent. Says what is there, and judges nothing.
class FacilityTree {
 public:
  explicit FacilityTree(std::vector<MemberOnDay> members);
  FacilityTree(const FacilityTree&) = delete;
  FacilityTree& operator=(const FacilityTree&) = delete;
  FacilityTree(FacilityTree&&) = default;
  FacilityTree& operator=(FacilityTree&&) = default;

  const MemberOnDay* find(std::int64_t facility_id) const;  ///< nullptr: not a member that day
  const MemberOnDay* find(std::string_view code) const;
  const std::vector<MemberOnDay>& members() const { return members_; }       ///< by code
  std::vector<const MemberOnDay*> children(std::int64_t facility_id) const;  ///< by code
  /// The facility, and all below it: each before its children, these by code. Empty: no member.
  std::vector<const MemberOnDay*> subtree(std::int64_t facility_id) const;
  /// The facility, its parent and so on, up to the last one that is a member. A chain that leads
  /// back to where it was ends with the facility that it met again.
  std::vector<const MemberOnDay*> way_up(std::int64_t facility_id) const;

 private:
  std::vector<MemberOnDay> members_;
  std::unordered_map<std::int64_t, std::size_t> by_id_;
  std::unordered_map<std::string_view, std::size_t> by_code_;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> children_;
};

/// Which kind may stand under which, as pairs of a kind and its parent's.
using ParentRules = std::set<std::pair<FacilityKind, FacilityKind>>;
/// Hospitals and township health centres under the centre, township health centres under a hospital
/// too, village clinics under a township health centre, drugstores under any of the first three.
const ParentRules& default_parent_rules();

}  // namespace wutong::inventory
