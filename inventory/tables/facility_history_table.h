#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/facility_history.h"
#include "inventory/tables/version_note_table.h"

namespace wutong::inventory {

/// All that was recorded of the county's facilities. Two statements.
FacilityHistory load_facility_history(Connection& connection, std::int64_t county_id);
/// The same, with the facilities locked until the transaction ends: changes of the organisation
/// follow each other, because each must fit what all the others have left. Four statements.
FacilityHistory lock_facility_history(Connection& connection, std::int64_t county_id);

void insert_departure(Connection& connection, std::int64_t county_id,
                      const FacilityDeparture& departure);
/// Ends the departure of a facility that has no end yet.
void end_departure(Connection& connection, std::int64_t county_id, std::int64_t facility_id,
                   Date rejoined_on);

ParentRules load_parent_rules(Connection& connection, std::int64_t county_id);
/// Takes the place of all the county's rules; none: those of the program.
void save_parent_rules(Connection& connection, std::int64_t county_id, const ParentRules& rules);

enum class Membership { members, former, all };
struct FacilityQuery {
  Date as_of{};
  std::optional<std::string> code;  ///< only this one
  std::string text;                 ///< part of code or name, whatever case; empty: all
  std::optional<FacilityKind> kind;
  Membership membership = Membership::members;
  std::string after_code;
  std::int64_t at_most = 100;
};
/// A facility as one version of it says, and whether it is a member.
struct FacilityOnDay {
  std::int64_t facility_id{};
  std::int64_t version{};
  std::int64_t newest_version{};
  Date effective_from{};
  FacilityRecord record;
  std::optional<Date> left_on;  ///< not a member on the day asked for
  VersionNote note;
};
/// Facilities as they are on a day, by code; those that begin later are left out. One statement.
std::vector<FacilityOnDay> load_facilities_on(Connection& connection, std::int64_t county_id,
                                              const FacilityQuery& query);
/// All versions of a facility below a version, the newest first; left_on is not filled in.
std::vector<FacilityOnDay> load_facility_versions(Connection& connection, std::int64_t county_id,
                                                  const std::string& code,
                                                  std::int64_t below_version, std::int64_t at_most);

}  // namespace wutong::inventory
