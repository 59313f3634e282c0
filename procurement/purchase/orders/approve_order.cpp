#include "procurement/purchase/orders/approve_order.h"

#include <algorithm>

#include "inventory/answer.h"
#include "procurement/refusal/refusal.h"
#include "procurement/refusal/two_persons.h"

namespace wutong::procurement {

using inventory::OrderAction;

namespace {

bool may_approve(const ApprovalLevel& level, const std::set<std::string>& roles) {
  return level.role.empty() || roles.contains(level.role);
}

/// Up to where these roles approve, for the sentence.
std::string limit_of(const std::vector<ApprovalLevel>& levels, const std::set<std::string>& roles) {
  pricing::Money limit;
  for (const ApprovalLevel& level : levels) {
    if (level.up_to && may_approve(level, roles)) limit = std::max(limit, *level.up_to);
  }
  return limit.to_string();
}

}  // namespace

ApprovalCase approval_case(const inventory::DailyOrder& order,
                           const std::vector<inventory::RecordedOrderStep>& steps) {
  ApprovalCase one{order.order.order_no, order.order.amount, {order.detail.created_by}, {}};
  for (const inventory::RecordedOrderStep& step : steps) {
    if (step.action == to_string(OrderAction::change)) {
      one.makers.insert(step.actor);
      one.approvers.clear();
    }
    if (step.action == to_string(OrderAction::approve)) one.approvers.insert(step.actor);
  }
  return one;
}

std::int64_t approvals_left(const ApprovalCase& one, const std::vector<ApprovalLevel>& levels,
                            const Approver& approver) {
  if (one.makers.contains(approver.actor)) {
    refuse_same_person(one.order_no, {"place_orders", "approve_orders"}, approver.actor);
  }
  if (one.approvers.contains(approver.actor)) {
    refuse_same_person(one.order_no, {"approve_orders", "approve_orders"}, approver.actor);
  }
  const ApprovalLevel* level = level_of(levels, one.amount);
  if (level == nullptr || !may_approve(*level, approver.roles)) {
    throw Refused(
        Refusal::order_above_authority,
        {one.order_no, one.amount.to_string(), approver.actor, limit_of(levels, approver.roles)});
  }
  const auto given = static_cast<std::int64_t>(one.approvers.size()) + 1;
  return std::max<std::int64_t>(0, level->approvers - given);
}

std::string approve_order(inventory::Connection& connection, const inventory::Recording& recording,
                          const ApproveOrder& input) {
  auto order = lock_seen(connection, recording.county_id, input.seen);
  check_step(order, OrderAction::approve);
  const auto steps =
      inventory::load_order_steps(connection, recording.county_id, order.order.order_id);
  const std::int64_t left =
      approvals_left(approval_case(order, steps),
                     load_approval_levels(connection, recording.county_id, recording.today),
                     {recording.actor, input.roles});

  if (left == 0) {
    take_step(order, OrderAction::approve);
  } else {
    ++order.detail.version;
  }
  save_taken_step(connection, recording, order,
                  {OrderAction::approve, left == 0 ? "" : "more_approvals_needed", input.note});
  return inventory::answer_of({{"version", order.detail.version}, {"approvals_left", left}});
}

}  // namespace wutong::procurement
