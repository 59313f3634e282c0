#pragma once

#include <optional>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/settlement/match_invoice.h"
#include "procurement/settlement/match_lines.h"

namespace wutong::procurement {

/// How a person settles a case.
struct ResolveDifference {
  InvoiceRef invoice;
  std::int64_t case_id{};
  WayOut way = WayOut::accept_with_authority;         ///< that, or price_correction
  std::string reason;                                 ///< in words, needed
  std::optional<pricing::UnitPrice> corrected_price;  ///< of a price correction: a pack, VAT in it
};

/// Settles an open case by a person's decision and judges the line again by it. Refused: a case
/// that is not there or settled already, a way that does not lead out of it (way_out_not_open;
/// credit notes, withdrawing and matching again are operations of their own), no reason, no
/// corrected price, and whoever recorded the invoice (same_person_for_two_duties). Answers as
/// match_invoice.
std::string resolve_difference(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const ResolveDifference& input);

}  // namespace wutong::procurement
