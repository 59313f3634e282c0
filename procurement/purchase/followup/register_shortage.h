#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/shortage_case_table.h"

namespace wutong::procurement {

struct RegisterShortage {
  std::string facility_code;  ///< where who asked is told and collects
  std::string item_code;
  pricing::Quantity quantity;
  std::string asked_by;
  std::string contact;
};

/// Registers by hand what somebody waits for, numbered SC-{day}-{n}. Refuses: facility_not_known,
/// facility_not_member, requisition_facility_unfit, item_unknown, figure_out_of_range. Answers
/// {"case_id"}.
std::string register_shortage(inventory::Connection& connection,
                              const inventory::Recording& recording, const RegisterShortage& input);

/// Registers what the dispatch of a period left short and is not registered yet. Answers {"cases"}.
std::string register_dispatch_shortages(inventory::Connection& connection,
                                        const inventory::Recording& recording,
                                        const std::string& period);

struct AdvanceShortage {
  std::string case_no;
  std::int64_t version{};  ///< that whoever changes it has seen
  inventory::ShortageAction action{};
  std::string note;
};
/// Takes the step that the table of states allows. Refuses: shortage_unknown, record_has_changed,
/// shortage_step_not_allowed. Answers {"version"}.
std::string advance_shortage(inventory::Connection& connection,
                             const inventory::Recording& recording, const AdvanceShortage& input);

}  // namespace wutong::procurement
