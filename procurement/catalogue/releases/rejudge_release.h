#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/date.h"
#include "inventory/tables/release_table.h"

namespace wutong::procurement {

/// Looks again at the rows in quarantine, with the words that are known now, and lifts what no
/// longer holds. Answers lifted (reasons) and quarantined_rows (still). Refuses release_unknown.
std::string rejudge_release(inventory::Connection& connection, inventory::ReleaseRef release,
                            inventory::Date today);

}  // namespace wutong::procurement
