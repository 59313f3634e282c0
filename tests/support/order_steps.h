#pragma once

#include <string>

#include "inventory/records/order_state.h"
#include "tests/support/purchase_county.h"

namespace wutong::test {

/// Takes a step on an order by its own operation, each by another person: approve, place, confirm
/// or decline. Answers as PurchaseCounty::does.
std::string step_order(PurchaseCounty& county, const std::string& order_no,
                       inventory::OrderAction action);

}  // namespace wutong::test
