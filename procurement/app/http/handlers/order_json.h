#pragma once

#include <nlohmann/json_fwd.hpp>

#include "inventory/database/connection.h"
#include "procurement/app/http/route.h"
#include "reporting/order_follow_up/order_list.h"

/// Orders as they are shown; a supplier's account is shown its own, once they were sent, without
/// what is said about them inside the county.
namespace wutong::app::handlers {

/// Now, and whose eyes.
reporting::OrderView order_view(const Call& call);

nlohmann::ordered_json shown_order(const reporting::ListedOrder& order);

/// Head, lines, steps, and the lines of every version, with the ETag of an order that changes.
HttpAnswer order_answer(Call& call, inventory::Connection& connection,
                        const reporting::ListedOrder& order);

}  // namespace wutong::app::handlers
