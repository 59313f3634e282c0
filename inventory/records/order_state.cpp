#include "inventory/records/order_state.h"

#include <array>

namespace wutong::inventory {

namespace {

constexpr std::array<std::string_view, 4> names{"placed", "partly_received", "received",
                                                "closed_short"};

struct Step {
  OrderState from;
  OrderAction action;
  OrderState to;
};

constexpr std::array<Step, 6> steps{{
    {OrderState::placed, OrderAction::receive_part, OrderState::partly_received},
    {OrderState::placed, OrderAction::receive_all, OrderState::received},
    {OrderState::placed, OrderAction::close, OrderState::closed_short},
    {OrderState::partly_received, OrderAction::receive_part, OrderState::partly_received},
    {OrderState::partly_received, OrderAction::receive_all, OrderState::received},
    {OrderState::partly_received, OrderAction::close, OrderState::closed_short},
}};

}  // namespace

std::string_view to_string(OrderState state) {
  return names.at(static_cast<std::size_t>(state));
}

std::optional<OrderState> parse_order_state(std::string_view text) {
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (names.at(index) == text) return static_cast<OrderState>(index);
  }
  return std::nullopt;
}

std::optional<OrderState> next_state(OrderState state, OrderAction action) {
  for (const Step& step : steps) {
    if (step.from == state && step.action == action) return step.to;
  }
  return std::nullopt;
}

}  // namespace wutong::inventory
