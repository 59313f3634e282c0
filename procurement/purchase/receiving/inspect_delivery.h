#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/receiving_state.h"
#include "inventory/records/recording.h"
#include "pricing/quantity.h"

namespace wutong::procurement {

struct SeenDelivery {
  std::string delivery_no;
  std::int64_t version{};
};

/// What the inspector found of one line: the two sum to what came.
struct InspectedLine {
  std::int64_t line_no{};
  pricing::Quantity accepted;  ///< base units
  pricing::Quantity rejected;
  std::string reason;    ///< of what is rejected: a RejectionReason's name
  std::string evidence;  ///< what was seen, for the deviation's record
};

struct InspectDelivery {
  SeenDelivery seen;
  std::vector<InspectedLine> lines;  ///< every line of the delivery, once
};

/// Accepts and rejects what came. What is accepted becomes stock at once: one receipt, by contract
/// rule 5, with the order's figures and state; at a facility that is supplied directly it goes on
/// there as a shipment. Each line that is rejected opens a deviation, and so does each item of
/// which less came than the notice had announced. Throws Refused: delivery_unknown,
/// record_has_changed, delivery_step_not_allowed, same_person_for_two_duties (receiver and
/// inspector), delivery_line_unknown, inspection_incomplete, inspection_above_delivered,
/// inspection_reason_needed, inspection_accepts_unfit, order_step_not_allowed, period_not_open.
/// Answers {"receipt_id", "shipment_id", "accepted", "rejected", "deviations"}; ids are 0 when
/// nothing was accepted.
std::string inspect_delivery(inventory::Connection& connection,
                             const inventory::Recording& recording, const InspectDelivery& input);

}  // namespace wutong::procurement
