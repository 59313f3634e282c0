#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "reporting/sheet/sheet_reader.h"
#include "tests/support/temporary_folder.h"

namespace wutong::test {

using Cells = std::vector<std::string>;
using Table = std::vector<Cells>;

/// Everything that read_sheet tells. A cell with a problem reads "!formula 42".
struct SheetContent {
  reporting::SheetOutcome outcome;
  Table rows;
  std::vector<std::int64_t> numbers;
};
SheetContent read_table(const std::filesystem::path& file, const reporting::SheetRequest& = {});

/// The parts of a small workbook, by name; each may be replaced, others added.
using Parts = std::map<std::string, std::string>;
/// `sheet` is what stands inside of the worksheet element: "<sheetData>...</sheetData>".
Parts workbook_parts(const std::string& sheet);
void write_zip(const std::filesystem::path& file, const Parts& parts);
/// Writes the parts to a file and reads it.
SheetContent read_parts(const Parts& parts, const reporting::SheetRequest& = {});
/// One row with this inside.
SheetContent read_row(const std::string& cells);

std::string written(reporting::SheetFormat format, const Table& table);
SheetContent read_bytes(const std::string& bytes, const reporting::SheetRequest& = {});

}  // namespace wutong::test
