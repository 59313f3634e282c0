#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct SettleTradingPeriod {
  std::string period;
  bool close_open_orders = false;  ///< what has not arrived by now does not arrive
};

/// Ends a period that was worked day by day: what nobody supplied becomes a shortage with its
/// reason, requisitions and budgets end with it, and the period is settled and closed as one that
/// was run as a cycle. Drafts of orders are cancelled. Throws Refused: period_not_open,
/// period_deliveries_open (a delivery must be inspected first, whatever is asked),
/// period_orders_open. Answers the figures of settle_period, and "shortages", "ended_requisitions",
/// "closed_orders".
std::string settle_trading_period(inventory::Connection& connection,
                                  const inventory::Recording& recording,
                                  const SettleTradingPeriod& input);

}  // namespace wutong::procurement
