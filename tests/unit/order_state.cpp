#include "inventory/records/order_state.h"

#include <array>
#include <catch2/catch.hpp>
#include <optional>
#include <string>

using namespace wutong::inventory;

namespace {

using State = OrderState;
constexpr std::nullopt_t not_allowed = std::nullopt;

struct Row {
  State from;
  std::optional<State> receive_part, receive_all, close;
};

constexpr std::array<Row, 4> table{{
    {State::placed, State::partly_received, State::received, State::closed_short},
    {State::partly_received, State::partly_received, State::received, State::closed_short},
    {State::received, not_allowed, not_allowed, not_allowed},
    {State::closed_short, not_allowed, not_allowed, not_allowed},
}};

}  // namespace

TEST_CASE("every action on an order in every state leads where the table says", "[order]") {
  for (const Row& row : table) {
    INFO(to_string(row.from));
    CHECK(next_state(row.from, OrderAction::receive_part) == row.receive_part);
    CHECK(next_state(row.from, OrderAction::receive_all) == row.receive_all);
    CHECK(next_state(row.from, OrderAction::close) == row.close);
  }
}

TEST_CASE("an order that is received or closed takes no further action", "[order]") {
  for (const State last : {State::received, State::closed_short}) {
    for (const OrderAction action :
         {OrderAction::receive_part, OrderAction::receive_all, OrderAction::close}) {
      CHECK_FALSE(next_state(last, action));
    }
  }
}

TEST_CASE("the name of an order's state is read back", "[order]") {
  const std::array<const char*, 4> names{"placed", "partly_received", "received", "closed_short"};
  for (std::size_t index = 0; index < table.size(); ++index) {
    CHECK(to_string(table.at(index).from) == names.at(index));
    CHECK(parse_order_state(names.at(index)) == table.at(index).from);
  }
  for (const char* other : {"", "Placed", "closed", "received ", "partly received"}) {
    INFO(other);
    CHECK_FALSE(parse_order_state(other));
  }
}
