#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/purchase/requisitions/requisition_input.h"

namespace wutong::procurement {

/// What a new requisition begins with.
enum class Prefill {
  given,      ///< the lines that come with the request, perhaps none
  last,       ///< what the facility asked for last time, of the items that may still be asked for
  suggestion  ///< all that is suggested above 0; the suggestion is kept beside what is asked for
};

struct InitiateRequisition {
  std::string facility_code;
  inventory::RequisitionKind kind{};
  std::string period;  ///< "2026-11"; empty: the month of today
  std::optional<inventory::Date> needed_on;
  std::string reason;
  Prefill prefill = Prefill::given;
  std::vector<AskedItem> items;
};

/// Begins a requisition as a draft, numbered RQ-{facility}-{day}-{n}. Refuses: facility_not_known,
/// facility_not_member, requisition_facility_unfit (the centre supplies itself), bad_period, and
/// what resolve_items refuses. Answers {"requisition_id", "items"}.
std::string initiate_requisition(inventory::Connection& connection,
                                 const inventory::Recording& recording,
                                 const InitiateRequisition& input);

}  // namespace wutong::procurement
