#pragma once

#include <optional>
#include <string_view>

namespace wutong::inventory {

/// The life of a purchase order. A cycle's order begins as `placed`; one of the daily work as
/// `drafted`, and is placed when it is sent to the supplier.
enum class OrderState {
  drafted,
  approved,
  placed,
  confirmed,
  declined,
  partly_received,
  received,
  closed_short,
  cancelled,
};
/// `change` makes a new version of the lines, which has to be approved and sent again. `escalate`
/// notes that the supplier has not answered in time.
enum class OrderAction {
  approve,
  place,
  confirm,
  decline,
  change,
  receive_part,
  receive_all,
  close,
  cancel,
  escalate,
};

std::string_view to_string(OrderState state);
std::string_view to_string(OrderAction action);
std::optional<OrderState> parse_order_state(std::string_view text);

/// The state after the action; nothing when it is not allowed. An order that was received whole is
/// closed as it is; one that was not closes short. What the supplier has not confirmed may arrive
/// all the same.
std::optional<OrderState> next_state(OrderState state, OrderAction action);

}  // namespace wutong::inventory
