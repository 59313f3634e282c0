#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/date.h"
#include "pricing/money.h"

namespace wutong::reporting {

/// A part of a whole: orders of orders, or 分 of 分. Exact; the quotient is for showing.
struct Share {
  std::int64_t part{};
  std::int64_t whole{};
  /// Parts per ten thousand, rounded half up; nothing: of nothing.
  std::optional<std::int64_t> ten_thousandths() const;
};

/// How a supplier has worked in a period (domain section 4), over the orders of the daily work that
/// were sent to it; for each distributor that delivers for it a row of its own.
struct SupplierPerformance {
  std::string supplier_code;
  std::string supplier_name;
  std::optional<std::string> distributor_code;  ///< nothing: the supplier delivers itself
  std::int64_t orders{};                        ///< sent, not cancelled
  std::int64_t declined{};
  pricing::Money ordered_amount;    ///< of those that were not declined
  pricing::Money delivered_amount;  ///< brought, whatever became of it, at the order's price
  pricing::Money received_amount;   ///< accepted
  /// Answered in time, of the orders that were answered or should have been.
  Share answered_in_time;
  Share distributed;  ///< delivered of ordered, in 分
  Share received;     ///< accepted of ordered, in 分
  /// Accepted by the due day, of what was due by today, in 分.
  Share on_time;
  /// Orders of which everything was accepted by the due day, of the orders that were due by today.
  Share in_full_on_time;
  /// Of the supplier's volume-based agreements: packs accepted in their time until today, of the
  /// packs committed times the share of the time that has passed; both scaled by the days.
  Share commitment;
};

struct PerformanceQuery {
  std::string period;                       ///< "2026-11"
  std::optional<std::int64_t> supplier_id;  ///< only this one's, and what it delivers
  std::string now;                          ///< UTC, as a DATETIME(6) has it
  inventory::Date today{};
};
/// By supplier, then distributor (none first). Two statements, whatever the number of orders.
std::vector<SupplierPerformance> load_supplier_performance(inventory::Connection& connection,
                                                           std::int64_t county_id,
                                                           const PerformanceQuery& query);

}  // namespace wutong::reporting
