#include "inventory/records/facility_tree.h"

#include <algorithm>

namespace wutong::inventory {

FacilityTree::FacilityTree(std::vector<MemberOnDay> members) : members_(std::move(members)) {
  std::sort(members_.begin(), members_.end(),
            [](const MemberOnDay& a, const MemberOnDay& b) { return a.code < b.code; });
  for (std::size_t position = 0; position < members_.size(); ++position) {
    const MemberOnDay& member = members_[position];
    by_id_.emplace(member.facility_id, position);
    by_code_.emplace(member.code, position);
    if (member.parent_id != 0) children_[member.parent_id].push_back(position);
  }
}

const MemberOnDay* FacilityTree::find(std::int64_t facility_id) const {
  const auto position = by_id_.find(facility_id);
  return position == by_id_.end() ? nullptr : &members_[position->second];
}

const MemberOnDay* FacilityTree::find(std::string_view code) const {
  const auto position = by_code_.find(code);
  return position == by_code_.end() ? nullptr : &members_[position->second];
}

std::vector<const MemberOnDay*> FacilityTree::children(std::int64_t facility_id) const {
  std::vector<const MemberOnDay*> found;
  const auto below = children_.find(facility_id);
  if (below == children_.end()) return found;
  for (const std::size_t position : below->second) found.push_back(&members_[position]);
  return found;
}

std::vector<const MemberOnDay*> FacilityTree::subtree(std::int64_t facility_id) const {
  std::vector<const MemberOnDay*> found;
  std::set<std::int64_t> seen;
  std::vector<const MemberOnDay*> waiting;
  if (const MemberOnDay* top = find(facility_id)) waiting.push_back(top);
  while (!waiting.empty()) {
    const MemberOnDay* next = waiting.back();
    waiting.pop_back();
    if (!seen.insert(next->facility_id).second) continue;
    found.push_back(next);
    const auto below = children(next->facility_id);
    waiting.insert(waiting.end(), below.rbegin(), below.rend());
  }
  return found;
}

std::vector<const MemberOnDay*> FacilityTree::way_up(std::int64_t facility_id) const {
  std::vector<const MemberOnDay*> way;
  std::set<std::int64_t> seen;
  for (const MemberOnDay* at = find(facility_id); at != nullptr; at = find(at->parent_id)) {
    way.push_back(at);
    if (!seen.insert(at->facility_id).second) break;
  }
  return way;
}

const ParentRules& default_parent_rules() {
  using enum FacilityKind;
  static const ParentRules rules{{hospital, centre},   {township, centre},  {township, hospital},
                                 {village, township},  {drugstore, centre}, {drugstore, hospital},
                                 {drugstore, township}};
  return rules;
}

}  // namespace wutong::inventory
