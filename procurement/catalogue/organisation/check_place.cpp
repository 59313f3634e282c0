#include "procurement/catalogue/organisation/check_place.h"

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Date;
using inventory::FacilityHistory;
using inventory::FacilityTree;
using inventory::MemberOnDay;
using inventory::ParentRules;

namespace {

constexpr std::size_t names_shown = 5;

void check_parent(const FacilityHistory& history, const FacilityTree& tree,
                  const ParentRules& rules, const MemberOnDay& member, Date day) {
  const MemberOnDay* parent = tree.find(member.parent_id);
  if (parent == nullptr) {
    const bool has_one = member.parent_id != 0;
    throw Refused(Refusal::facility_not_member,
                  {has_one ? history.code_of(member.parent_id) : "", inventory::to_string(day)});
  }
  if (rules.contains({member.kind, parent->kind})) return;
  throw Refused(Refusal::parent_kind_not_allowed,
                {member.code, std::string(inventory::to_string(member.kind)), parent->code,
                 std::string(inventory::to_string(parent->kind))});
}

void check_not_below_itself(const FacilityTree& tree, const MemberOnDay& member, Date day) {
  const auto way = tree.way_up(member.facility_id);
  const bool is_closed =
      way.size() > 1 && way.back()->parent_id != 0 && tree.find(way.back()->parent_id) != nullptr;
  if (!is_closed) return;
  std::string chain;
  for (const MemberOnDay* above : way) {
    if (!chain.empty()) chain += " > ";
    chain += above->code;
  }
  throw Refused(Refusal::facility_below_itself, {chain, inventory::to_string(day)});
}

std::string some_codes(const std::vector<const MemberOnDay*>& members) {
  std::string codes;
  for (std::size_t position = 0; position < members.size() && position < names_shown; ++position) {
    codes += (position == 0 ? "" : ", ") + members[position]->code;
  }
  return members.size() > names_shown ? codes + " ..." : codes;
}

}  // namespace

std::int64_t require_facility(const FacilityHistory& history, const std::string& code) {
  const std::int64_t id = history.id_of(code);
  if (id == 0) throw Refused(Refusal::facility_not_known, {code});
  return id;
}

std::int64_t require_member(const FacilityHistory& history, const std::string& code, Date day) {
  const std::int64_t id = require_facility(history, code);
  if (!history.is_member(id, day)) {
    throw Refused(Refusal::facility_not_member, {code, inventory::to_string(day)});
  }
  return id;
}

VersionsSeen versions_seen(const FacilityHistory& history, std::int64_t facility_id,
                           std::int64_t expected_version) {
  const inventory::FacilityVersion& newest = history.newest(facility_id);
  return {history.code_of(facility_id), expected_version, newest.version, newest.effective_from};
}

void check_place(const FacilityHistory& history, const ParentRules& rules, std::int64_t facility_id,
                 Date from) {
  for (const Date day : history.days_of_change(from)) {
    const FacilityTree tree = history.tree_on(day);
    const MemberOnDay* member = tree.find(facility_id);
    if (member == nullptr) continue;
    check_not_below_itself(tree, *member, day);
    check_parent(history, tree, rules, *member, day);
  }
}

void check_children(const FacilityHistory& history, const ParentRules& rules,
                    std::int64_t facility_id, Date from) {
  for (const Date day : history.days_of_change(from)) {
    const FacilityTree tree = history.tree_on(day);
    for (const MemberOnDay* child : tree.children(facility_id)) {
      check_parent(history, tree, rules, *child, day);
    }
  }
}

void check_no_child_stays(const FacilityHistory& history, std::int64_t facility_id, Date from) {
  for (const Date day : history.days_of_change(from)) {
    if (history.is_member(facility_id, day)) continue;
    const FacilityTree tree = history.tree_on(day);
    const auto children = tree.children(facility_id);
    if (children.empty()) continue;
    throw Refused(
        Refusal::children_would_stay,
        {history.code_of(facility_id), std::to_string(children.size()), some_codes(children)});
  }
}

}  // namespace wutong::procurement
