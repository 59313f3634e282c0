#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/facility_history.h"
#include "inventory/records/recording.h"
#include "procurement/catalogue/organisation/open_affairs.h"

namespace wutong::procurement {

struct LeaveFacility {
  std::string code;
  inventory::Date left_on{};  ///< the first day on which it is no member; may lie within a cycle
  std::string reason;
  std::string handover_code;  ///< who answers for what is open; empty: nobody
};

/// A member leaves; its record, its documents and its stock stay, and it may come back. Refused for
/// the centre, while members below it stay, while routes or drugstore links lead to it, and, unless
/// another member takes over, while it has stock, owes or is owed, or has requested in a cycle that
/// is not settled. What is handed over moves by the documents of distribution and settlement, not
/// by leaving. Answers {"departure_id", "lots_handed_over", "balance_handed_over_fen"}.
std::string leave_facility(inventory::Connection& connection, const inventory::Recording& recording,
                           const LeaveFacility& input);

/// The deciding part, on the history with the departure in it.
void check_leaving(const inventory::FacilityHistory& history,
                   const inventory::FacilityDeparture& departure, const OpenAffairs& open);

}  // namespace wutong::procurement
