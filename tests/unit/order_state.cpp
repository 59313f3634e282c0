#include "inventory/records/order_state.h"

#include <array>
#include <catch2/catch.hpp>
#include <optional>
#include <string>

using namespace wutong::inventory;

namespace {

using State = OrderState;
using Action = OrderAction;
constexpr std::nullopt_t no = std::nullopt;

/// Where each action leads, in the order of the actions below.
struct Row {
  State from;
  std::array<std::optional<State>, 10> to;
};

constexpr std::array<Action, 10> actions{
    Action::approve,      Action::place,       Action::confirm, Action::decline, Action::change,
    Action::receive_part, Action::receive_all, Action::close,   Action::cancel,  Action::escalate};

constexpr auto drafted = State::drafted;
constexpr auto partly = State::partly_received;
constexpr auto received = State::received;
constexpr auto short_ = State::closed_short;
constexpr auto cancelled = State::cancelled;

// clang-format off
constexpr std::array<Row, 9> table{{
    // approve, place, confirm, decline, change, receive_part, receive_all, close, cancel, escalate
    {State::drafted, {State::approved, no, no, no, drafted, no, no, no, cancelled, no}},
    {State::approved, {no, State::placed, no, no, drafted, no, no, no, cancelled, no}},
    {State::placed, {no, no, State::confirmed, State::declined, drafted, partly, received, short_, cancelled, State::placed}},
    {State::confirmed, {no, no, no, no, drafted, partly, received, short_, cancelled, no}},
    {State::declined, {no, no, no, no, drafted, no, no, no, cancelled, no}},
    {State::partly_received, {no, no, no, no, no, partly, received, short_, no, no}},
    {State::received, {no, no, no, no, no, no, no, no, no, no}},
    {State::closed_short, {no, no, no, no, no, no, no, no, no, no}},
    {State::cancelled, {no, no, no, no, no, no, no, no, no, no}},
}};
// clang-format on

}  // namespace

TEST_CASE("every action on an order in every state leads where the table says", "[order]") {
  for (const Row& row : table) {
    for (std::size_t action = 0; action < actions.size(); ++action) {
      INFO(to_string(row.from) << " and " << to_string(actions.at(action)));
      CHECK(next_state(row.from, actions.at(action)) == row.to.at(action));
    }
  }
}

TEST_CASE("the name of an order's state is read back", "[order]") {
  const std::array<const char*, 9> names{"drafted",   "approved",     "placed",
                                         "confirmed", "declined",     "partly_received",
                                         "received",  "closed_short", "cancelled"};
  for (std::size_t index = 0; index < table.size(); ++index) {
    CHECK(to_string(table.at(index).from) == names.at(index));
    CHECK(parse_order_state(names.at(index)) == table.at(index).from);
  }
  for (const char* other : {"", "Placed", "closed", "received ", "partly received"}) {
    INFO(other);
    CHECK_FALSE(parse_order_state(other));
  }
}
