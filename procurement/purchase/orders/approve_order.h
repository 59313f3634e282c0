#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/purchase/orders/order_policy.h"
#include "procurement/purchase/orders/require_order.h"

namespace wutong::procurement {

/// What the approving of an order's present lines rests on.
struct ApprovalCase {
  std::string order_no;
  pricing::Money amount;
  std::set<std::string> makers;     ///< who created the order, and who has changed it
  std::set<std::string> approvers;  ///< who has approved the lines as they stand
};
/// From the order and its steps; a change makes approvals before it void.
ApprovalCase approval_case(const inventory::DailyOrder& order,
                           const std::vector<inventory::RecordedOrderStep>& steps);

/// Who approves, with the roles that hold for the whole county.
struct Approver {
  std::string actor;
  std::set<std::string> roles;
};
/// How many approvals are still needed after this one. Refuses same_person_for_two_duties,
/// order_above_authority.
std::int64_t approvals_left(const ApprovalCase& one, const std::vector<ApprovalLevel>& levels,
                            const Approver& approver);

struct ApproveOrder {
  SeenOrder seen;
  std::set<std::string> roles;  ///< the actor's, held for the county: wire names
  std::string note;
};
/// Approves the order by its amount (policy `order_approval`). When more than one person has to,
/// all but the last approval leave it drafted. Nobody approves what he created or changed. Refuses:
/// order_unknown, order_of_a_cycle, period_not_open, record_has_changed, order_step_not_allowed,
/// same_person_for_two_duties, order_above_authority. Answers {"version", "approvals_left"}.
std::string approve_order(inventory::Connection& connection, const inventory::Recording& recording,
                          const ApproveOrder& input);

}  // namespace wutong::procurement
