#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/requisition_table.h"

namespace wutong::procurement {

struct DispatchToMembers {
  std::string period;                      ///< empty: the one that is worked day by day
  std::vector<std::int64_t> facility_ids;  ///< ship to these alone; empty: to all
};

/// Gives out the centre's usable stock to what is asked for and not supplied yet, by contract rules
/// 6 and 7, and ships it. Shares and lots are decided over everybody who waits; only those who are
/// named are shipped to, and the others' shares stay in stock. Requisitions that are supplied whole
/// are fulfilled, first asked first served, and budgets are consumed. Throws Refused:
/// period_not_open, nothing_to_dispatch. Answers {"shipments", "lines", "quantity", "amount_fen",
/// "fulfilled"}.
std::string dispatch_to_members(inventory::Connection& connection,
                                const inventory::Recording& recording,
                                const DispatchToMembers& input);

/// Pure: the fair share of everybody who waits, in place of what they wait for; `available` by
/// item.
void share_stock(std::vector<inventory::FacilityQuantity>& outstanding,
                 const std::unordered_map<std::int64_t, pricing::Quantity>& available,
                 const inventory::CodesById& facility_codes);

}  // namespace wutong::procurement
