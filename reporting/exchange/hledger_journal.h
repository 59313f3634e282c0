#pragma once

#include <cstdint>
#include <ostream>
#include <string>

#include "inventory/database/connection.h"

namespace wutong::reporting {

/// Writes the postings of a county, of one period or of all (`period` empty), as a plain-text
/// journal that `hledger -f` and `ledger -f` read: one transaction an entry, dated on the cycle's
/// day.
void write_hledger_journal(inventory::Connection& connection, std::int64_t county_id,
                           const std::string& period, std::ostream& out);

}  // namespace wutong::reporting
