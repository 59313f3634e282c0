#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/agreement_table.h"
#include "procurement/purchase/orders/require_order.h"

namespace wutong::procurement {

/// How many packs of a line it shall be; 0 takes the line out. Lines that are not named stay.
struct ChangedLine {
  std::string item_code;
  pricing::Quantity packs;
};

/// What an agreement allows of a line.
struct LineLimits {
  bool is_in_force = false;  ///< else no more than before may be ordered by it
  pricing::Quantity multiple{1};
  pricing::Quantity minimum;
  std::optional<pricing::Quantity> most;  ///< what is left, this line's own packs included
};
/// Refuses agreement_ended, packs_not_a_multiple, packs_below_minimum, packs_above_maximum.
void check_packs(const std::string& item_code, const inventory::PurchaseOrderLine& line,
                 pricing::Quantity packs, const LineLimits& limits, const std::string& agreement);

struct ChangeOrder {
  SeenOrder seen;
  std::vector<ChangedLine> lines;
  std::string reason;  ///< needed
};
/// A new version of the lines, at the prices that they had: to be approved and sent again. Refuses:
/// order_unknown, order_of_a_cycle, period_not_open, record_has_changed, order_step_not_allowed,
/// field_missing, order_line_unknown, order_change_is_none, order_without_lines, and what
/// check_packs refuses. Answers {"version"}.
std::string change_order(inventory::Connection& connection, const inventory::Recording& recording,
                         const ChangeOrder& input);

}  // namespace wutong::procurement
