#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/facility_tree.h"

namespace wutong::inventory {

/// Who keeps books of its own (核算主体): a transfer between two of them posts on both sides.
struct AccountingEntity {
  std::int64_t entity_id{};
  std::string code;
  std::string name;
  Date registered_on{};
};
/// By code.
std::vector<AccountingEntity> load_entities(Connection& connection, std::int64_t county_id);
/// A code that is taken is a duplicate key.
void insert_entities(Connection& connection, std::int64_t county_id,
                     const std::vector<AccountingEntity>& entities);

/// In whose books a facility is from a day on; what was recorded later stands for what was before.
struct EntityAssignment {
  std::int64_t facility_id{};
  std::int64_t assignment_id{};  ///< grows
  std::int64_t entity_id{};
  Date effective_from{};
};
/// In the order of being recorded.
std::vector<EntityAssignment> load_entity_assignments(Connection& connection,
                                                      std::int64_t county_id);
void insert_entity_assignments(Connection& connection, std::int64_t county_id,
                               const std::vector<EntityAssignment>& assignments);

/// The entity in whose books a member is on a day: its own assignment, or that of the nearest
/// facility above that has one. 0: nobody has said. `tree` is that of the day.
std::int64_t entity_on(const FacilityTree& tree, const std::vector<EntityAssignment>& assignments,
                       std::int64_t facility_id, Date day);
/// The same of every member, by facility id; those in nobody's books are left out.
std::unordered_map<std::int64_t, std::int64_t> entities_on(
    const FacilityTree& tree, const std::vector<EntityAssignment>& assignments, Date day);

}  // namespace wutong::inventory
