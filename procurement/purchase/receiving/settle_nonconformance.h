#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

struct SeenNonconformance {
  std::string nonconformance_no;
  std::int64_t version{};
};

/// What is done about a deviation: `returned` (the goods go back at the door), `replaced` (the
/// supplier brings others, which is a delivery of its own), `accepted_by_authority` (it is left as
/// it is, by somebody who may decide that; no goods become stock by it), `destroyed`.
struct ResolveNonconformance {
  SeenNonconformance seen;
  std::string resolution;
  std::string note;
};

/// Throws Refused: nonconformance_unknown, record_has_changed, nonconformance_step_not_allowed,
/// field_missing (an unknown resolution, or no note). Answers {"nonconformance_id"}.
std::string resolve_nonconformance(inventory::Connection& connection,
                                   const inventory::Recording& recording,
                                   const ResolveNonconformance& input);

/// What was resolved is done; with its last one the delivery is closed. Throws Refused as above,
/// and same_person_for_two_duties: whoever resolved it does not close it.
std::string close_nonconformance(inventory::Connection& connection,
                                 const inventory::Recording& recording,
                                 const SeenNonconformance& seen);

}  // namespace wutong::procurement
