#include "inventory/records/shortage_state.h"

#include "inventory/records/named_values.h"

namespace wutong::inventory {

namespace {

using State = ShortageState;
using Action = ShortageAction;

constexpr NamedValues<State, 6> states{{
    {State::registered, "registered"},
    {State::purchasing, "purchasing"},
    {State::delivered, "delivered"},
    {State::collected, "collected"},
    {State::no_show, "no_show"},
    {State::cancelled, "cancelled"},
}};

constexpr NamedValues<Action, 6> actions{{
    {Action::register_case, "register"},
    {Action::purchase, "purchase"},
    {Action::deliver, "deliver"},
    {Action::collect, "collect"},
    {Action::give_up, "no_show"},
    {Action::cancel, "cancel"},
}};

struct Step {
  State from;
  Action action;
  State to;
};
constexpr Step steps[]{
    {State::registered, Action::purchase, State::purchasing},
    {State::registered, Action::deliver, State::delivered},
    {State::registered, Action::cancel, State::cancelled},
    {State::purchasing, Action::deliver, State::delivered},
    {State::purchasing, Action::cancel, State::cancelled},
    {State::delivered, Action::collect, State::collected},
    {State::delivered, Action::give_up, State::no_show},
    {State::delivered, Action::cancel, State::cancelled},
};

}  // namespace

std::string_view to_string(State state) {
  return name_of(states, state);
}

std::optional<State> parse_shortage_state(std::string_view text) {
  return value_named(states, text);
}

const std::vector<State>& all_shortage_states() {
  static const std::vector<State> all{State::registered, State::purchasing, State::delivered,
                                      State::collected,  State::no_show,    State::cancelled};
  return all;
}

std::string_view to_string(Action action) {
  return name_of(actions, action);
}

std::optional<Action> parse_shortage_action(std::string_view text) {
  return value_named(actions, text);
}

const std::vector<Action>& all_shortage_actions() {
  static const std::vector<Action> all{Action::register_case, Action::purchase, Action::deliver,
                                       Action::collect,       Action::give_up,  Action::cancel};
  return all;
}

std::optional<State> next_state(State state, Action action) {
  for (const Step& step : steps) {
    if (step.from == state && step.action == action) return step.to;
  }
  return std::nullopt;
}

}  // namespace wutong::inventory
