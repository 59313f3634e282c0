#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/tables/order_detail_table.h"

namespace wutong::procurement {

/// An order and the version that whoever acts on it has seen.
struct SeenOrder {
  std::string order_no;
  std::int64_t version{};
};

/// The order, its period and itself locked until the transaction ends. Refuses: order_unknown,
/// order_of_a_cycle, period_not_open, record_has_changed.
inventory::DailyOrder lock_seen(inventory::Connection& connection, std::int64_t county_id,
                                const SeenOrder& seen);

/// Refuses (order_step_not_allowed) what the table of states does not allow.
void check_step(const inventory::DailyOrder& order, inventory::OrderAction action);
/// The same, and the order is as it is after the step: its state, its version one more.
void take_step(inventory::DailyOrder& order, inventory::OrderAction action);

/// Refuses field_missing when the text is empty.
void require_text(const inventory::DailyOrder& order, const char* field, const std::string& text);

/// Who acts, what was done, and why. Writes the order's head and the step; answers {"version"}.
struct TakenStep {
  inventory::OrderAction action{};
  std::string reason_code;
  std::string note;
};
std::string save_taken_step(inventory::Connection& connection,
                            const inventory::Recording& recording,
                            const inventory::DailyOrder& order, const TakenStep& step);

}  // namespace wutong::procurement
