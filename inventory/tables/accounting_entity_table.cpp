#include "inventory/tables/accounting_entity_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view entity_columns = "entity_id, code, name, registered_on";
constexpr std::string_view assignment_columns =
    "facility_id, assignment_id, entity_id, effective_from";

using EntityOfFacility = std::unordered_map<std::int64_t, std::int64_t>;

EntityOfFacility own_entities(const std::vector<EntityAssignment>& assignments, Date day) {
  EntityOfFacility own;
  for (const EntityAssignment& assignment : assignments) {
    if (assignment.effective_from <= day) own[assignment.facility_id] = assignment.entity_id;
  }
  return own;
}

/// 0: neither the facility nor any above it has one.
std::int64_t nearest_entity(const FacilityTree& tree, const EntityOfFacility& own,
                            std::int64_t facility_id) {
  for (const MemberOnDay* above : tree.way_up(facility_id)) {
    const auto found = own.find(above->facility_id);
    if (found != own.end()) return found->second;
  }
  return 0;
}

}  // namespace

std::vector<AccountingEntity> load_entities(Connection& connection, std::int64_t county_id) {
  Rows rows =
      connection.query(fmt::format("SELECT {} FROM accounting_entity WHERE county_id = {} ORDER BY"
                                   " code",
                                   entity_columns, county_id));
  std::vector<AccountingEntity> entities;
  while (rows.next()) {
    entities.push_back({rows.integer(1), rows.text(2), rows.text(3), rows.date(4)});
  }
  return entities;
}

void insert_entities(Connection& connection, std::int64_t county_id,
                     const std::vector<AccountingEntity>& entities) {
  BulkInsert insert(connection, fmt::format("accounting_entity (county_id, {})", entity_columns));
  for (const AccountingEntity& entity : entities) {
    insert.row(county_id, entity.entity_id, entity.code, entity.name, entity.registered_on);
  }
  insert.finish();
}

std::vector<EntityAssignment> load_entity_assignments(Connection& connection,
                                                      std::int64_t county_id) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM facility_entity WHERE county_id = {} ORDER BY assignment_id",
                  assignment_columns, county_id));
  std::vector<EntityAssignment> assignments;
  while (rows.next()) {
    assignments.push_back({rows.integer(1), rows.integer(2), rows.integer(3), rows.date(4)});
  }
  return assignments;
}

void insert_entity_assignments(Connection& connection, std::int64_t county_id,
                               const std::vector<EntityAssignment>& assignments) {
  BulkInsert insert(connection, fmt::format("facility_entity (county_id, {})", assignment_columns));
  for (const EntityAssignment& one : assignments) {
    insert.row(county_id, one.facility_id, one.assignment_id, one.entity_id, one.effective_from);
  }
  insert.finish();
}

std::int64_t entity_on(const FacilityTree& tree, const std::vector<EntityAssignment>& assignments,
                       std::int64_t facility_id, Date day) {
  return nearest_entity(tree, own_entities(assignments, day), facility_id);
}

std::unordered_map<std::int64_t, std::int64_t> entities_on(
    const FacilityTree& tree, const std::vector<EntityAssignment>& assignments, Date day) {
  const EntityOfFacility own = own_entities(assignments, day);
  EntityOfFacility found;
  for (const MemberOnDay& member : tree.members()) {
    const std::int64_t entity_id = nearest_entity(tree, own, member.facility_id);
    if (entity_id != 0) found.emplace(member.facility_id, entity_id);
  }
  return found;
}

}  // namespace wutong::inventory
