#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reporting/csv/csv_reader.h"

namespace wutong::reporting {

enum class SheetFormat { csv, xlsx };

/// Why a cell of a workbook has no text that could be trusted. Cells of CSV never have one.
enum class CellProblem : std::uint8_t {
  none,
  formula,          ///< its value was computed by another program, perhaps long ago, perhaps never
  error_value,      ///< "#REF!", "#N/A"
  digits_lost,      ///< a number of more than 15 digits: the last ones were lost when it was typed
  impossible_date,  ///< a number with a date format that is no day from 1900 to 9999
};

/// One row that is not blank. A cell's text is what a person would have typed: dates YYYY-MM-DD,
/// numbers as plain exact decimals, texts unchanged but for the guard against formulas
/// (formula_guard.h), which is taken off.
struct SheetRow {
  std::int64_t number = 0;         ///< 1 is the first; of a workbook: as its program shows it
  std::span<const CsvCell> cells;  ///< the first ones, up to CsvLimits::cells
  std::size_t cell_count = 0;      ///< up to the last cell that is not empty
  std::size_t width = 0;           ///< cells in the file, empty ones at the end too (CSV)
  std::span<const CellProblem> problems;  ///< one a cell of `cells`; none at all: no problem
};

/// What is wrong with the file as a whole. Rows that came before it were right.
enum class SheetProblem {
  none,
  unreadable,     ///< not there, or the system does not let us: `detail` says why
  not_a_sheet,    ///< a zip archive or a document that is no workbook
  old_format,     ///< Excel 97-2003 (.xls)
  encrypted,      ///< protected by a password
  has_macros,     ///< carries a program (.xlsm)
  too_large,      ///< unpacks to more than any sheet needs: `detail` says which part
  broken,         ///< damaged: `detail` says where
  bad_quoting,    ///< CSV: see CsvProblem
  cell_too_large  ///< CSV: see CsvProblem
};

/// Merged cells: only the first of them has a value, the others look filled and are not.
struct MergedCells {
  std::int64_t first_row = 0;
  std::int64_t last_row = 0;
  std::size_t first_column = 0;  ///< from 0
};

struct SheetOutcome {
  SheetFormat format = SheetFormat::csv;
  SheetProblem problem = SheetProblem::none;
  std::string detail{};
  std::int64_t row = 0;  ///< the last one that was read
  std::size_t cells_before_problem = 0;
  std::vector<MergedCells> merged{};  ///< those of more than one cell, at most 100,000
};

/// How much a hostile file may make us read. What a row keeps is bounded by `row`.
struct SheetLimits {
  CsvLimits row{};
  std::int64_t rows = 1'048'576;                                ///< of a workbook's sheet
  std::uint64_t sheet_bytes = std::uint64_t{2} << 30U;          ///< unpacked XML of the sheet
  std::uint64_t shared_text_bytes = std::uint64_t{512} << 20U;  ///< unpacked XML of shared texts
};

struct SheetRequest {
  /// Which sheet of a workbook: the first with one of these names, else the first that is visible.
  std::vector<std::string> sheet_names{};
  SheetLimits limits{};
};

/// Streams a table from a CSV file or a workbook (XLSX, ISO/IEC 29500), told apart by content. The
/// rows live until `on_row` returns; it may throw, which ends the reading. Memory is bounded by the
/// limits: of a workbook the shared texts and the merged cells are held, and one row.
SheetOutcome read_sheet(const std::filesystem::path& file, const SheetRequest& request,
                        const std::function<void(const SheetRow&)>& on_row);

}  // namespace wutong::reporting
