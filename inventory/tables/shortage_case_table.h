#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/records/shortage_state.h"

namespace wutong::inventory {

/// Somebody waits for an item (短缺登记). Base units.
struct ShortageCase {
  std::int64_t case_id{};
  std::string case_no;
  std::int64_t facility_id{};  ///< where who asked is told and collects
  std::int64_t item_id{};
  pricing::Quantity quantity;
  std::string asked_by;
  std::string contact;
  std::optional<std::int64_t> cycle_id;  ///< the period whose dispatch left it short
  ShortageState state{};
  std::int64_t version{};
  Date registered_on{};
};
struct ShortageStep {
  std::int64_t version{};
  std::string action;
  std::string state;
  std::string note;
  std::string actor;
  std::string done_at;  ///< UTC
};

/// Nothing when no case has the number; `lock`: its row until the transaction ends.
std::optional<ShortageCase> find_shortage_case(Connection& connection, std::int64_t county_id,
                                               const std::string& case_no, bool lock = false);
std::optional<ShortageCase> find_shortage_case(Connection& connection, std::int64_t county_id,
                                               std::int64_t case_id);
std::vector<ShortageStep> load_shortage_steps(Connection& connection, std::int64_t county_id,
                                              std::int64_t case_id);
/// How many cases have numbers that begin so; counted with the county's row locked.
std::int64_t count_shortage_numbers(Connection& connection, std::int64_t county_id,
                                    const std::string& begins);
/// With their first step.
void insert_shortage_cases(Connection& connection, const Recording& recording,
                           const std::vector<ShortageCase>& cases);
/// Writes the case as it is after the step, and the step.
void save_shortage_step(Connection& connection, const Recording& recording,
                        const ShortageCase& shortage, ShortageAction action,
                        const std::string& note);

/// What the dispatch of a period left short and nobody has registered yet, by facility and item:
/// facility, item, quantity and cycle are filled in.
std::vector<ShortageCase> load_unregistered_shortages(Connection& connection,
                                                      std::int64_t county_id,
                                                      const std::string& period);

struct ShortageFilter {
  std::vector<std::int64_t> facility_ids;  ///< of these facilities; empty: every one
  std::string state;
  std::int64_t below_id = std::numeric_limits<std::int64_t>::max();
  std::int64_t at_most = 100;
};
/// The newest first. One statement.
std::vector<ShortageCase> list_shortage_cases(Connection& connection, std::int64_t county_id,
                                              const ShortageFilter& filter);

}  // namespace wutong::inventory
