#include "inventory/records/order_state.h"

#include <array>

#include "inventory/records/named_values.h"

namespace wutong::inventory {

namespace {

using State = OrderState;
using Action = OrderAction;

constexpr NamedValues<State, 9> states{{
    {State::drafted, "drafted"},
    {State::approved, "approved"},
    {State::placed, "placed"},
    {State::confirmed, "confirmed"},
    {State::declined, "declined"},
    {State::partly_received, "partly_received"},
    {State::received, "received"},
    {State::closed_short, "closed_short"},
    {State::cancelled, "cancelled"},
}};

constexpr NamedValues<Action, 10> actions{{
    {Action::approve, "approve"},
    {Action::place, "place"},
    {Action::confirm, "confirm"},
    {Action::decline, "decline"},
    {Action::change, "change"},
    {Action::receive_part, "receive_part"},
    {Action::receive_all, "receive_all"},
    {Action::close, "close"},
    {Action::cancel, "cancel"},
    {Action::escalate, "escalate"},
}};

struct Step {
  State from;
  Action action;
  State to;
};

constexpr std::array steps{
    Step{State::drafted, Action::change, State::drafted},
    Step{State::drafted, Action::approve, State::approved},
    Step{State::drafted, Action::cancel, State::cancelled},
    Step{State::approved, Action::change, State::drafted},
    Step{State::approved, Action::place, State::placed},
    Step{State::approved, Action::cancel, State::cancelled},
    Step{State::placed, Action::confirm, State::confirmed},
    Step{State::placed, Action::decline, State::declined},
    Step{State::placed, Action::change, State::drafted},
    Step{State::placed, Action::receive_part, State::partly_received},
    Step{State::placed, Action::receive_all, State::received},
    Step{State::placed, Action::close, State::closed_short},
    Step{State::placed, Action::cancel, State::cancelled},
    Step{State::placed, Action::escalate, State::placed},
    Step{State::confirmed, Action::change, State::drafted},
    Step{State::confirmed, Action::receive_part, State::partly_received},
    Step{State::confirmed, Action::receive_all, State::received},
    Step{State::confirmed, Action::close, State::closed_short},
    Step{State::confirmed, Action::cancel, State::cancelled},
    Step{State::declined, Action::change, State::drafted},
    Step{State::declined, Action::cancel, State::cancelled},
    Step{State::partly_received, Action::receive_part, State::partly_received},
    Step{State::partly_received, Action::receive_all, State::received},
    Step{State::partly_received, Action::close, State::closed_short},
};

}  // namespace

std::string_view to_string(OrderState state) {
  return name_of(states, state);
}
std::string_view to_string(OrderAction action) {
  return name_of(actions, action);
}
std::optional<OrderState> parse_order_state(std::string_view text) {
  return value_named(states, text);
}

std::optional<OrderState> next_state(OrderState state, OrderAction action) {
  for (const Step& step : steps) {
    if (step.from == state && step.action == action) return step.to;
  }
  return std::nullopt;
}

}  // namespace wutong::inventory
