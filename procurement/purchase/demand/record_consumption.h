#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/purchase/demand/decide_consumption.h"

namespace wutong::procurement {

struct RecordConsumption {
  std::string facility_code;
  inventory::Date used_on{};
  std::string reason;
  std::vector<UsedItem> items;
};

/// Takes what a member used on a day out of its stock, numbered CS-{facility}-{day}-{n}; of
/// several lots the one that expires first goes first. Refuses: facility_not_known,
/// facility_not_member, requisition_facility_unfit (the centre uses nothing), item_unknown,
/// consumption_dated_later, requisition_empty, and what decide_consumption refuses. Answers
/// {"consumption_id", "lines"}.
std::string record_consumption(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const RecordConsumption& input);

struct ReverseConsumption {
  std::string consumption_no;
  std::string reason;  ///< never empty
};
/// Takes a document back: all that was taken out of stock returns to it, by a document of the same
/// day. Refuses: consumption_unknown, consumption_already_reversed, field_missing. Answers
/// {"consumption_id", "lines"}.
std::string reverse_consumption(inventory::Connection& connection,
                                const inventory::Recording& recording,
                                const ReverseConsumption& input);

}  // namespace wutong::procurement
