#pragma once

#include <string>
#include <vector>

#include "reporting/sheet/cell_format.h"
#include "reporting/sheet/zip_archive.h"

namespace wutong::reporting {

/// Where the wanted things stand in a workbook's archive. A part that it does not have is empty.
struct WorkbookParts {
  std::string sheet;
  std::string shared_texts;
  std::string styles;
  DateSystem date_system = DateSystem::from_1900;
};

/// Follows the relationships from the archive's root, since programs name their parts as they like.
/// The sheet is the first of one of the names, else the first that is visible. Throws
/// WorkbookProblem when it is no workbook, or one with macros.
WorkbookParts find_workbook_parts(const ZipArchive& archive,
                                  const std::vector<std::string>& sheet_names);

}  // namespace wutong::reporting
