#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "pricing/quantity.h"

namespace wutong::procurement {

struct AnnouncedRow {
  std::string item_code;
  std::string lot_no;
  std::optional<inventory::Date> made_on;
  inventory::Date expires_on{};
  pricing::Quantity quantity;  ///< base units
  std::vector<std::string> trace_codes;
};

struct AnnounceNotice {
  std::string notice_no;  ///< the supplier's own
  std::string order_no;
  std::string carrier;
  std::optional<inventory::Date> expected_on;
  std::vector<AnnouncedRow> rows;
};

/// A supplier's goods for an order are on their way. Throws Refused: order_unknown,
/// order_of_a_cycle, order_step_not_allowed, delivery_lines_missing, notice_number_taken,
/// item_unknown, order_line_unknown, notice_above_open (what other notices announced and has not
/// arrived is taken off), and those of check_trace_codes. Answers {"notice_id"}.
std::string announce_notice(inventory::Connection& connection,
                            const inventory::Recording& recording, const AnnounceNotice& input);

struct SeenNotice {
  std::int64_t notice_id{};
  std::int64_t version{};
};
/// Throws Refused: notice_unknown, record_has_changed, notice_step_not_allowed.
std::string withdraw_notice(inventory::Connection& connection,
                            const inventory::Recording& recording, const SeenNotice& seen);

}  // namespace wutong::procurement
