#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/delivery_route.h"
#include "inventory/records/facility_history.h"
#include "inventory/records/recording.h"
#include "inventory/tables/accounting_entity_table.h"
#include "inventory/tables/drugstore_link_table.h"
#include "procurement/catalogue/import/row_import.h"

namespace wutong::procurement {

/// In whose books a facility is from a day on.
struct EntityAssignmentRow {
  std::string facility_code;
  inventory::Date effective_from{};
  std::string entity_code;
};

/// By the rules of assign_entity; what is recorded already is left as it is.
class EntityAssignmentImport {
 public:
  using Row = EntityAssignmentRow;
  EntityAssignmentImport(inventory::Connection& connection, const inventory::Recording& recording,
                         const std::vector<const EntityAssignmentRow*>& rows);
  std::int64_t rank(const EntityAssignmentRow& row) const;
  Taken take(const EntityAssignmentRow& row);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;

 private:
  inventory::FacilityHistory history_;
  std::unordered_map<std::string, std::int64_t> entities_;
  std::unordered_map<std::int64_t, std::vector<inventory::EntityAssignment>> of_facility_;
  std::vector<inventory::EntityAssignment> added_;
};

struct DrugstoreLinkRow {
  std::string pharmacy_code;
  std::string drugstore_code;
  inventory::Date valid_from{};
  std::optional<inventory::Date> valid_until;  ///< the last day; nothing: without end
  std::int64_t distance_metres{};
  std::string opening_hours;
};

/// By the rules of link_drugstore and end_drugstore_link: a row with an earlier last day ends what
/// is recorded, any other difference is `recorded_otherwise`.
class DrugstoreLinkImport {
 public:
  using Row = DrugstoreLinkRow;
  DrugstoreLinkImport(inventory::Connection& connection, const inventory::Recording& recording,
                      const std::vector<const DrugstoreLinkRow*>& rows);
  std::int64_t rank(const DrugstoreLinkRow&) const { return 0; }
  Taken take(const DrugstoreLinkRow& row);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;

 private:
  inventory::FacilityHistory history_;
  /// By pharmacy: only they can be in each other's way.
  std::unordered_map<std::int64_t, std::vector<inventory::DrugstoreLink>> of_pharmacy_;
  std::unordered_map<std::int64_t, inventory::DrugstoreLink> changed_;  ///< by id
};

/// A route as it is driven from a day on; without weekdays and stops: closed.
struct RouteRow {
  std::string code;
  inventory::Date effective_from{};
  std::string name;
  std::string hub_code;
  std::set<inventory::Weekday> weekdays;
  std::vector<std::string> stop_codes;
};

/// By the rules of plan_route and close_route, each row a version of its route.
class RouteImport {
 public:
  using Row = RouteRow;
  RouteImport(inventory::Connection& connection, const inventory::Recording& recording,
              const std::vector<const RouteRow*>& rows);
  std::int64_t rank(const RouteRow& row) const;
  Taken take(const RouteRow& row);
  void write(inventory::Connection& connection, const inventory::Recording& recording) const;

 private:
  inventory::FacilityHistory history_;
  std::vector<inventory::RouteVersion> versions_;
  std::unordered_map<std::string, std::vector<std::size_t>> of_route_;  ///< ascending
  std::size_t known_ = 0;  ///< so many of the versions are recorded already
};

}  // namespace wutong::procurement
