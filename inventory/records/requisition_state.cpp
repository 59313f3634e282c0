#include "inventory/records/requisition_state.h"

#include <array>

#include "inventory/records/named_values.h"

namespace wutong::inventory {

namespace {

using State = RequisitionState;
using Action = RequisitionAction;

constexpr NamedValues<RequisitionKind, 3> kinds{{
    {RequisitionKind::regular, "regular"},
    {RequisitionKind::emergency, "emergency"},
    {RequisitionKind::equipment, "equipment"},
}};

constexpr NamedValues<State, 9> states{{
    {State::draft, "draft"},
    {State::submitted, "submitted"},
    {State::endorsed, "endorsed"},
    {State::returned, "returned"},
    {State::approved, "approved"},
    {State::rejected, "rejected"},
    {State::cancelled, "cancelled"},
    {State::consolidated, "consolidated"},
    {State::fulfilled, "fulfilled"},
}};

constexpr NamedValues<Action, 12> actions{{
    {Action::save, "save"},
    {Action::submit, "submit"},
    {Action::submit_at_once, "submit_at_once"},
    {Action::endorse, "endorse"},
    {Action::approve, "approve"},
    {Action::send_back, "return"},
    {Action::reject, "reject"},
    {Action::confirm, "confirm"},
    {Action::cancel, "cancel"},
    {Action::consolidate, "consolidate"},
    {Action::release, "release"},
    {Action::fulfil, "fulfil"},
}};

struct Step {
  State from;
  Action action;
  State to;
};

constexpr std::array steps{
    Step{State::draft, Action::save, State::draft},
    Step{State::draft, Action::submit, State::submitted},
    Step{State::draft, Action::submit_at_once, State::approved},
    Step{State::draft, Action::cancel, State::cancelled},
    Step{State::returned, Action::save, State::returned},
    Step{State::returned, Action::submit, State::submitted},
    Step{State::returned, Action::submit_at_once, State::approved},
    Step{State::returned, Action::cancel, State::cancelled},
    Step{State::submitted, Action::endorse, State::endorsed},
    Step{State::submitted, Action::approve, State::approved},
    Step{State::submitted, Action::send_back, State::returned},
    Step{State::submitted, Action::reject, State::rejected},
    Step{State::submitted, Action::cancel, State::cancelled},
    Step{State::endorsed, Action::endorse, State::endorsed},
    Step{State::endorsed, Action::approve, State::approved},
    Step{State::endorsed, Action::send_back, State::returned},
    Step{State::endorsed, Action::reject, State::rejected},
    Step{State::endorsed, Action::cancel, State::cancelled},
    Step{State::approved, Action::confirm, State::approved},
    Step{State::approved, Action::cancel, State::cancelled},
    Step{State::approved, Action::consolidate, State::consolidated},
    Step{State::consolidated, Action::confirm, State::consolidated},
    Step{State::consolidated, Action::release, State::approved},
    Step{State::consolidated, Action::fulfil, State::fulfilled},
    Step{State::fulfilled, Action::confirm, State::fulfilled},
};

}  // namespace

std::string_view to_string(RequisitionKind kind) {
  return name_of(kinds, kind);
}
std::optional<RequisitionKind> parse_requisition_kind(std::string_view text) {
  return value_named(kinds, text);
}
std::string_view to_string(RequisitionState state) {
  return name_of(states, state);
}
std::optional<RequisitionState> parse_requisition_state(std::string_view text) {
  return value_named(states, text);
}
std::string_view to_string(RequisitionAction action) {
  return name_of(actions, action);
}

std::optional<RequisitionState> next_state(RequisitionState state, RequisitionAction action) {
  for (const Step& step : steps) {
    if (step.from == state && step.action == action) return step.to;
  }
  return std::nullopt;
}

}  // namespace wutong::inventory
