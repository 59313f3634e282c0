#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/facility_history.h"
#include "inventory/records/recording.h"
#include "inventory/tables/drugstore_link_table.h"

namespace wutong::procurement {

struct LinkDrugstore {
  std::string pharmacy_code;  ///< a hospital or township health centre with a pharmacy
  std::string drugstore_code;
  std::int64_t distance_metres{};
  std::string opening_hours;  ///< as people write it: "08:00-21:00, Sundays until 18:00"
  inventory::Date valid_from{};
  std::optional<inventory::Date> valid_until;  ///< the last day; nothing: without end
};

/// A drugstore helps out when the pharmacy has run out. Refuses facilities that are no members on
/// the first day, kinds that do not fit, days in the wrong order, and a pair that is linked on any
/// of these days already. Answers {"link_id"}.
std::string link_drugstore(inventory::Connection& connection, const inventory::Recording& recording,
                           const LinkDrugstore& input);

struct EndDrugstoreLink {
  std::string pharmacy_code;
  std::string drugstore_code;
  inventory::Date valid_until{};  ///< the last day
};
/// Ends the link of a pair that counts on that day. Answers {"link_id"}.
std::string end_drugstore_link(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const EndDrugstoreLink& input);

/// The deciding part: whether the new link fits beside the others.
void check_drugstore_link(const inventory::FacilityHistory& history,
                          const std::vector<inventory::DrugstoreLink>& others,
                          const inventory::DrugstoreLink& link);

}  // namespace wutong::procurement
