#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/delivery_route.h"
#include "inventory/records/recording.h"
#include "inventory/tables/accounting_entity_table.h"
#include "inventory/tables/drugstore_link_table.h"
#include "inventory/tables/facility_history_table.h"

namespace wutong::procurement {

/// A link with the codes of both ends.
struct DrugstoreLinkLine {
  inventory::DrugstoreLink link;
  std::string pharmacy_code;
  std::string drugstore_code;
};

/// All of one facility on a day.
struct FacilityDetail {
  inventory::FacilityOnDay facility;
  std::string entity_code;               ///< in whose books it is; empty: nobody has said
  std::vector<std::string> child_codes;  ///< members directly below, by code
  std::vector<std::string> route_codes;  ///< routes that it is hub or stop of
  std::vector<DrugstoreLinkLine> links;  ///< as pharmacy or as drugstore
  std::optional<inventory::FacilityDeparture> departure;  ///< it is no member that day
};
/// Nothing: unknown, or not yet begun on that day.
std::optional<FacilityDetail> load_facility(inventory::Connection& connection,
                                            std::int64_t county_id, const std::string& code,
                                            inventory::Date as_of);

struct FacilityPage {
  std::vector<inventory::FacilityOnDay> facilities;  ///< by code
  std::optional<std::string> next_cursor;            ///< after_code of the next page
};
/// The query's at_most is the size of a page. One statement.
FacilityPage list_facilities(inventory::Connection& connection, std::int64_t county_id,
                             inventory::FacilityQuery query);

struct FacilityVersionPage {
  std::vector<inventory::FacilityOnDay> versions;  ///< the newest first
  std::optional<std::int64_t> next_cursor;         ///< below_version of the next page
};
FacilityVersionPage list_facility_versions(inventory::Connection& connection,
                                           std::int64_t county_id, const std::string& code,
                                           std::optional<std::int64_t> below_version,
                                           std::int64_t limit);

/// The facility and all members below it on a day, each before its children. Empty: no member that
/// day. Two statements.
std::vector<inventory::MemberOnDay> facility_subtree(inventory::Connection& connection,
                                                     std::int64_t county_id,
                                                     const std::string& code,
                                                     inventory::Date as_of);

/// The entity's code by facility id, of every member on a day; members in nobody's books are left
/// out. Four statements.
std::unordered_map<std::int64_t, std::string> load_entities_of_members(
    inventory::Connection& connection, std::int64_t county_id, inventory::Date as_of);

/// A route as it is driven from some day on, in codes.
struct RouteLine {
  std::int64_t version{};
  inventory::RoutePlan plan;  ///< members that have left are no stops any more
  std::string hub_code;
  std::vector<std::string> stop_codes;
};
/// The routes that are driven on a day, by code; on one weekday only, when it is given.
std::vector<RouteLine> list_routes(inventory::Connection& connection, std::int64_t county_id,
                                   inventory::Date as_of,
                                   std::optional<inventory::Weekday> weekday = std::nullopt);

/// The drugstores that help a pharmacy out on a day, nearest first.
std::vector<DrugstoreLinkLine> list_drugstore_links(inventory::Connection& connection,
                                                    std::int64_t county_id,
                                                    const std::string& pharmacy_code,
                                                    inventory::Date as_of);

}  // namespace wutong::procurement
