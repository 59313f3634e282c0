#pragma once

#include <cstdint>
#include <ostream>

#include "inventory/database/store.h"
#include "procurement/app/exchange/exchange_kind.h"
#include "reporting/sheet/sheet_writer.h"

namespace wutong::app {

/// Writes all records of a kind, of one moment, sorted by key, under the names of the contract:
/// importing the file again changes nothing. Rows go to the stream as they come; a workbook waits
/// in a temporary file until it is whole. The number of rows. Throws Refused
/// (too_many_rows_for_workbook, output_not_writable).
std::int64_t export_kind(inventory::Store& store, std::int64_t county_id, const ExchangeKind& kind,
                         reporting::SheetFormat format, std::ostream& sink);

}  // namespace wutong::app
