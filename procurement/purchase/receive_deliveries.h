#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/cycle_input.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::procurement {

/// What the suppliers bring. Without a delivery note everything arrives in full.
struct DeliveryNote {
  bool in_full = true;
  const inventory::CodeBook& codes;
  const std::vector<inventory::DeliveryRow>& rows;
};

/// Receives deliveries against the cycle's orders: accepted lots become the centre's stock, each
/// supplier is owed what was accepted, refused rows are recorded. Answers {"receipts", "lines",
/// "refused", "quantity", "amount_fen"}.
std::string receive_deliveries(inventory::Connection& connection, const inventory::CycleRef& cycle,
                               const DeliveryNote& note);

}  // namespace wutong::procurement
