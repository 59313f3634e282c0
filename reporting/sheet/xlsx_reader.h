#pragma once

#include <filesystem>
#include <functional>

#include "reporting/sheet/sheet_reader.h"

namespace wutong::reporting {

/// The workbook half of read_sheet. Throws WorkbookProblem; fills `outcome` as far as it comes.
void read_workbook(const std::filesystem::path& file, const SheetRequest& request,
                   const std::function<void(const SheetRow&)>& on_row, SheetOutcome& outcome);

}  // namespace wutong::reporting
