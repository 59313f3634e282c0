#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/date.h"
#include "inventory/records/recording.h"
#include "pricing/money.h"
#include "reporting/cycle_documents/document_filter.h"

namespace wutong::reporting {

/// What of an order is late: the supplier's answer, or the goods.
enum class Overdue { answer, delivery, any };

/// A purchase order in a list. What only the daily work knows is empty for an order of a cycle.
struct ListedOrder {
  std::int64_t order_id{};
  std::string order_no;
  std::string period;
  std::string supplier_code;
  std::string state;
  pricing::Money amount;
  pricing::Money received_amount;
  bool is_daily = false;
  std::int64_t version = 1;
  std::optional<std::string> distributor_code;
  std::optional<std::string> delivery_facility_code;
  std::optional<inventory::Date> ordered_on;
  std::optional<inventory::Date> expected_on;
  std::string created_by;
  std::string placed_at;      ///< UTC; empty: not yet
  std::string answer_due_at;  ///< UTC
  std::string answered_at;    ///< UTC
  bool is_escalated = false;
  bool answer_is_overdue = false;
  bool delivery_is_overdue = false;
};

/// The moment by which orders are judged, and who looks.
struct OrderView {
  inventory::Moment now{};
  inventory::Date today{};
  /// A supplier's account: its own orders and those that it delivers, once they were sent.
  std::optional<std::int64_t> supplier_id;
};

struct OrderListFilter {
  DocumentFilter page;  ///< period, supplier, place in the list: key order number
  OrderView view;
  std::string state;               ///< empty: all
  std::optional<Overdue> overdue;  ///< only those
};
/// One statement.
std::vector<ListedOrder> list_orders(inventory::Connection& connection, std::int64_t county_id,
                                     const OrderListFilter& filter);
/// Nothing: there is none of this number, or the view does not show it.
std::optional<ListedOrder> find_listed_order(inventory::Connection& connection,
                                             std::int64_t county_id, const std::string& order_no,
                                             const OrderView& view);

}  // namespace wutong::reporting
