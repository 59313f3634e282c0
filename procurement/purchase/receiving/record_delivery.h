#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "pricing/quantity.h"

namespace wutong::procurement {

/// A row of what came, as it stands before the receiver.
struct DeliveredRow {
  std::string item_code;
  std::string lot_no;
  std::optional<inventory::Date> made_on;
  inventory::Date expires_on{};
  pricing::Quantity quantity;  ///< base units
  std::string approval_no;
  bool is_damaged = false;
  std::optional<std::int64_t> coldest_tenths;  ///< of a degree Celsius, on the way
  std::optional<std::int64_t> warmest_tenths;
  std::vector<std::string> trace_codes;
};

struct RecordDelivery {
  std::string order_no;
  std::optional<std::int64_t> notice_id;
  std::string delivery_note_no;
  std::vector<DeliveredRow> rows;
};

/// Goods have come to the order's delivery site. Nothing of it is stock before it is inspected.
/// Throws Refused: order_unknown, order_of_a_cycle, order_step_not_allowed, delivery_lines_missing,
/// delivery_note_taken, notice_unknown, notice_step_not_allowed, item_unknown,
/// temperature_reading_missing, and those of check_trace_codes. Answers {"delivery_id"}.
std::string record_delivery(inventory::Connection& connection,
                            const inventory::Recording& recording, const RecordDelivery& input);

}  // namespace wutong::procurement
