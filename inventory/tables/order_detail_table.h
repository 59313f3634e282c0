#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/order_state.h"
#include "inventory/records/recording.h"
#include "inventory/tables/purchase_order_table.h"

namespace wutong::inventory {

/// What an order of the daily work has besides its head. Instants are UTC, as a DATETIME(6) column
/// gives them ("2026-11-22 22:43:18.123456"); empty: not yet.
struct OrderDetail {
  std::int64_t order_id{};
  std::int64_t consolidation_id{};
  std::int64_t version{};  ///< grows with every step
  std::int64_t delivery_facility_id{};
  std::optional<std::int64_t> distributor_id;  ///< who delivers; nothing: the supplier itself
  Date ordered_on{};
  std::optional<Date> expected_on;
  std::string placed_at;
  std::string answered_at;
  std::string created_by;
};

/// Why a line is as it is.
struct OrderLineDetail {
  std::int64_t order_id{};
  std::int64_t item_id{};
  std::int64_t agreement_id{};
  pricing::Quantity needed_quantity;  ///< base units; the packs may be more
  std::string reason_code;
  std::string note;
};

/// An order of the daily work, whole. `line_details` are in the order of `order.lines`.
struct DailyOrder {
  CycleRef cycle;
  PurchaseOrder order;
  OrderDetail detail;
  std::vector<OrderLineDetail> line_details;
};

/// One thing that was done to an order; who and when come from the recording.
struct OrderStep {
  std::int64_t order_id{};
  std::int64_t version{};             ///< the one that the step makes
  std::optional<OrderAction> action;  ///< nothing: it was created
  OrderState state{};                 ///< after it
  std::string reason_code;
  std::string note;
};
/// A step as it stands in the table.
struct RecordedOrderStep {
  std::int64_t version{};
  std::string action;  ///< "create" or an OrderAction
  std::string state;
  std::string reason_code;
  std::string note;
  std::string actor;
  std::string done_at;  ///< UTC
};
/// A line as it stood from a version on.
struct OrderLineVersion {
  std::int64_t version{};
  std::int64_t item_id{};
  pricing::Quantity packs;
  pricing::Quantity pack_size;
  pricing::UnitPrice pack_price;
  pricing::Money amount;
};

/// Head, lines and details of one order, its rows locked until the transaction ends. Nothing: no
/// order has the number, or it is an order of a cycle.
std::optional<DailyOrder> lock_daily_order(Connection& connection, std::int64_t county_id,
                                           const std::string& order_no);
/// The same without a lock.
std::optional<DailyOrder> find_daily_order(Connection& connection, std::int64_t county_id,
                                           const std::string& order_no);
/// All that a consolidation made, by order number. Locked as above.
std::vector<DailyOrder> lock_orders_of_consolidation(Connection& connection, std::int64_t county_id,
                                                     std::int64_t consolidation_id);
/// The same without a lock.
std::vector<DailyOrder> load_orders_of_consolidation(Connection& connection, std::int64_t county_id,
                                                     std::int64_t consolidation_id);
/// All of a cycle, by order number. Locked as above.
std::vector<DailyOrder> lock_orders_of_cycle(Connection& connection, const CycleRef& cycle);
/// In the order in which they were taken.
std::vector<RecordedOrderStep> load_order_steps(Connection& connection, std::int64_t county_id,
                                                std::int64_t order_id);
/// By version, then item.
std::vector<OrderLineVersion> load_order_line_versions(Connection& connection,
                                                       std::int64_t county_id,
                                                       std::int64_t order_id);

/// Writes orders with their lines, details, first line versions and the step that created them;
/// their state and version are those they come with.
void insert_daily_orders(Connection& connection, const Recording& recording, const CycleRef& cycle,
                         const std::vector<DailyOrder>& orders);
/// Writes the step with the state, the version and the detail that the order has after it. The
/// amounts and lines of the order are not touched.
void save_order_step(Connection& connection, const Recording& recording, const DailyOrder& order,
                     const OrderStep& step);
/// The same for many orders at once: `steps` in the order of `orders`.
void save_order_steps(Connection& connection, const Recording& recording,
                      const std::vector<DailyOrder>& orders, const std::vector<OrderStep>& steps);
/// A change: the lines take the place of those that were there, the head gets its amount, and the
/// lines are kept as those of the order's version.
void replace_order_lines(Connection& connection, std::int64_t county_id, const DailyOrder& order);

}  // namespace wutong::inventory
