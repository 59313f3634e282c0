#pragma once

#include <optional>
#include <string_view>

namespace wutong::inventory {

/// The life of a purchase order.
enum class OrderState { placed, partly_received, received, closed_short };
enum class OrderAction { receive_part, receive_all, close };

std::string_view to_string(OrderState state);
std::optional<OrderState> parse_order_state(std::string_view text);

/// The state after the action; nothing when it is not allowed. An order that was received whole is
/// closed as it is; one that was not closes short.
std::optional<OrderState> next_state(OrderState state, OrderAction action);

}  // namespace wutong::inventory
