#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/date.h"
#include "pricing/money.h"

namespace wutong::procurement {

/// Who approves orders up to an amount.
struct ApprovalLevel {
  std::optional<pricing::Money> up_to;  ///< nothing: any amount
  std::int64_t approvers = 1;           ///< so many different persons
  std::string role;                     ///< who must hold it; empty: any with the duty
};

/// The parameter `levels` of the policy `order_approval`, by amount:
/// [{"up_to_fen": 5000000, "approvers": 1}, {"approvers": 2, "role": "purchasing_manager"}].
/// Refuses (policy_set_not_allowed) what is no such list.
std::vector<ApprovalLevel> parse_approval_levels(const std::string& json);
/// Those of the day; one approver for any amount when no policy says otherwise.
std::vector<ApprovalLevel> load_approval_levels(inventory::Connection& connection,
                                                std::int64_t county_id, inventory::Date as_of);
/// The first that reaches so far; null: nobody approves so much.
const ApprovalLevel* level_of(const std::vector<ApprovalLevel>& levels, pricing::Money amount);

/// The clocks of an order: the policy `purchase_order`, 24 and 72 hours without one.
struct OrderClocks {
  std::chrono::hours answer{};
  std::chrono::hours delivery{};
};
OrderClocks load_order_clocks(inventory::Connection& connection, std::int64_t county_id,
                              inventory::Date as_of);

}  // namespace wutong::procurement
