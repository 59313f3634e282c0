#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct AssignEntity {
  std::string facility_code;
  std::string entity_code;
  inventory::Date effective_from{};
};

/// From a day on the facility's books, and those of all below it that are not assigned themselves,
/// belong to the entity. Refuses unknown codes, a facility that is no member that day, and a day
/// before its last assignment. Answers {"assignment_id"}.
std::string assign_entity(inventory::Connection& connection, const inventory::Recording& recording,
                          const AssignEntity& input);

}  // namespace wutong::procurement
