#include "tests/support/order_steps.h"

#include <stdexcept>

#include "inventory/tables/order_detail_table.h"
#include "procurement/purchase/orders/answer_order.h"
#include "procurement/purchase/orders/approve_order.h"
#include "procurement/purchase/orders/send_order.h"

namespace wutong::test {

using namespace procurement;
using inventory::Connection;
using inventory::OrderAction;
using inventory::Recording;

namespace {

std::string act(Connection& connection, const Recording& recording, const SeenOrder& seen,
                OrderAction action) {
  switch (action) {
    case OrderAction::approve:
      return approve_order(connection, recording, {seen, {}, ""});
    case OrderAction::place:
      return send_order(connection, recording, {seen, ""});
    case OrderAction::confirm:
      return answer_order(connection, recording,
                          {seen, SupplierAnswer::confirm, AnswerFrom::supplier, "", ""});
    case OrderAction::decline:
      return answer_order(connection, recording,
                          {seen, SupplierAnswer::decline, AnswerFrom::supplier, "缺货", ""});
    default:
      throw std::invalid_argument("no such step here");
  }
}

}  // namespace

std::string step_order(PurchaseCounty& county, const std::string& order_no, OrderAction action) {
  const std::string actor = "user:who_does_" + std::string(inventory::to_string(action));
  return county.does(actor, [&](Connection& connection, const Recording& recording) {
    const auto order = inventory::find_daily_order(connection, recording.county_id, order_no);
    return act(connection, recording, {order_no, order.value().detail.version}, action);
  });
}

}  // namespace wutong::test
