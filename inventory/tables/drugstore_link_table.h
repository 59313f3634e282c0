#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/date.h"

namespace wutong::inventory {

/// A drugstore that helps out when the outpatient pharmacy of a facility has run out (联动).
struct DrugstoreLink {
  std::int64_t link_id{};
  std::int64_t pharmacy_facility_id{};
  std::int64_t drugstore_facility_id{};
  std::int64_t distance_metres{};
  std::string opening_hours;
  Date valid_from{};
  std::optional<Date> valid_until;  ///< the last day; nothing: without end
  bool covers(Date day) const { return valid_from <= day && (!valid_until || day <= *valid_until); }
};

/// All that ever were, nearest first within a pharmacy.
std::vector<DrugstoreLink> load_drugstore_links(Connection& connection, std::int64_t county_id);
/// New ones, and known ones that got another last day.
void save_drugstore_links(Connection& connection, std::int64_t county_id,
                          const std::vector<DrugstoreLink>& links);

}  // namespace wutong::inventory
