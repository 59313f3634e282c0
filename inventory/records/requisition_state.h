#pragma once

#include <optional>
#include <string_view>

namespace wutong::inventory {

/// Regular ones wait for a consolidation; emergencies go their own way and are judged afterwards;
/// equipment needs its reason.
enum class RequisitionKind { regular, emergency, equipment };
std::string_view to_string(RequisitionKind kind);
std::optional<RequisitionKind> parse_requisition_kind(std::string_view text);

/// The life of a requisition (domain section 4): village -> township -> county -> orders.
enum class RequisitionState {
  draft,
  submitted,
  endorsed,  ///< a township has let its village's requisition through
  returned,  ///< back to the requester, with a reason
  approved,
  rejected,
  cancelled,
  consolidated,  ///< in purchase orders, or set aside at the centre
  fulfilled
};
std::string_view to_string(RequisitionState state);
std::optional<RequisitionState> parse_requisition_state(std::string_view text);

enum class RequisitionAction {
  save,
  submit,
  submit_at_once,  ///< an emergency: approved within its caps, judged afterwards
  endorse,
  approve,
  send_back,
  reject,
  confirm,  ///< the judgement afterwards
  cancel,
  consolidate,
  release,  ///< a consolidation is undone
  fulfil
};
std::string_view to_string(RequisitionAction action);

/// The state after the action; nothing when it is not allowed.
std::optional<RequisitionState> next_state(RequisitionState state, RequisitionAction action);

}  // namespace wutong::inventory
