#pragma once

#include <cstddef>

#include "inventory/database/connection.h"
#include "procurement/app/http/page.h"
#include "procurement/app/http/route.h"
#include "reporting/cycle_documents/document_filter.h"

/// What of the cycles' documents a caller may see.
namespace wutong::app::handlers {

/// The page that is asked for; `parts` of the key by which the list is ordered.
reporting::DocumentFilter document_filter(Call& call, const Page& page, std::size_t parts);

/// The same, narrowed to `supplier_code`; a supplier's account to its own. Refuses (unknown_record)
/// a supplier that is not there or not to be seen.
reporting::DocumentFilter supplier_filter(Call& call, inventory::Connection& connection,
                                          const Page& page, std::size_t parts);

/// The same, narrowed to `facility_code`, and to the facilities for which the caller has the duty:
/// a member's account to its own and those below it, a supplier's account to none. Refuses
/// (unknown_record) a facility that is not there or not to be seen.
reporting::DocumentFilter facility_filter(Call& call, inventory::Connection& connection,
                                          const Page& page, std::size_t parts,
                                          procurement::Duty duty);

/// Whether the caller has the duty for this facility.
bool sees_facility(Call& call, inventory::Connection& connection, std::int64_t facility_id,
                   procurement::Duty duty);

}  // namespace wutong::app::handlers
