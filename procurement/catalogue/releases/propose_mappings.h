#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/tables/release_table.h"

namespace wutong::procurement {

/// Says of every row that is not in quarantine which item of the county's catalogue it may mean
/// (find_candidates.h). Proposals that nobody has decided about are made anew; what a person
/// decided stays. Answers proposed, ambiguous, unmapped, decided and quarantined rows. Refuses
/// release_unknown.
std::string propose_mappings(inventory::Connection& connection, inventory::ReleaseRef release);

}  // namespace wutong::procurement
