#include "procurement/identity/principal.h"

#include <fmt/format.h>

#include <algorithm>

#include "inventory/database/connection.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

bool in_scope(const Principal& principal, Duty duty) {
  return !principal.must_change_password && (!principal.scopes || principal.scopes->contains(duty));
}

template <typename Reaches>
bool some_grant(const Principal& principal, Duty duty, const Reaches& reaches) {
  return in_scope(principal, duty) &&
         std::any_of(principal.grants.begin(), principal.grants.end(), [&](const Grant& grant) {
           return role_text(grant.role).duties.contains(duty) && reaches(grant);
         });
}

void require(bool permitted, const Principal& principal, Duty duty) {
  if (permitted) return;
  throw Refused(Refusal::duty_missing, {principal.user_name, std::string(wire_name(duty))});
}

}  // namespace

FacilityPath FacilityTree::path_of(std::int64_t facility_id) const {
  FacilityPath path;
  auto position = parent_of_.find(facility_id);
  // Bounded, so that a circle in the data cannot become an endless loop.
  while (position != parent_of_.end() && path.size() <= parent_of_.size()) {
    path.push_back(position->first);
    position = parent_of_.find(position->second);
  }
  return path;
}

FacilityTree load_facility_tree(inventory::Connection& connection, std::int64_t county_id) {
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT facility_id, COALESCE(parent_id, 0) FROM facility WHERE county_id = {}", county_id));
  FacilityTree::ParentOf parent_of;
  while (rows.next()) parent_of.emplace(rows.integer(1), rows.integer(2));
  return FacilityTree(std::move(parent_of));
}

bool permits(const Principal& principal, Duty duty, const FacilityPath& facility) {
  return some_grant(principal, duty, [&](const Grant& grant) {
    return grant.facility_id == 0 ||
           std::find(facility.begin(), facility.end(), grant.facility_id) != facility.end();
  });
}

bool permits_in_county(const Principal& principal, Duty duty) {
  return permits(principal, duty, {});
}

bool permits_somewhere(const Principal& principal, Duty duty) {
  return some_grant(principal, duty, [](const Grant&) { return true; });
}

DutySet duties_of(const Principal& principal) {
  DutySet duties;
  for (const Duty duty : all_duties()) {
    if (permits_somewhere(principal, duty)) duties.insert(duty);
  }
  return duties;
}

bool sees_supplier(const Principal& principal, std::int64_t supplier_id) {
  return !principal.supplier_id || *principal.supplier_id == supplier_id;
}

void require_permit(const Principal& principal, Duty duty, const FacilityPath& facility) {
  require(permits(principal, duty, facility), principal, duty);
}

void require_permit_in_county(const Principal& principal, Duty duty) {
  require(permits_in_county(principal, duty), principal, duty);
}

void require_permit_somewhere(const Principal& principal, Duty duty) {
  require(permits_somewhere(principal, duty), principal, duty);
}

}  // namespace wutong::procurement
