#pragma once

#include <functional>
#include <vector>

#include "procurement/app/county_folder/table_file.h"

namespace wutong::app {

/// The table's columns in the order of the header. With any fault, all of which are reported, none.
/// A header without cells is that of an empty file.
std::vector<const Column*> judge_header(const TableFile& table, const reporting::CsvRow& header,
                                        const std::function<void(FolderFault)>& report);

}  // namespace wutong::app
