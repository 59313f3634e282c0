#pragma once

#include <functional>
#include <span>
#include <vector>

#include "procurement/app/county_folder/table_file.h"

namespace wutong::app {

/// Enough of a cell to see that it is longer than any column allows.
constexpr reporting::CsvLimits kept_of_a_row{4 * (longest_cell + 1), 256};

/// A table on its way through its columns, wherever its rows come from: the header first, then row
/// by row. Every fault is reported without the file's name.
class TableJudge {
 public:
  TableJudge(const TableFile& table, std::function<void(FolderFault)> report)
      : table_(table), report_(std::move(report)) {}

  bool has_header() const { return has_header_; }
  bool is_header_faulty() const { return has_header_ && columns_.empty(); }
  /// By position in the file; none: the header is at fault, or has not come.
  const std::vector<const Column*>& columns() const { return columns_; }

  void take_header(const reporting::CsvRow& cells);
  /// `cell_faults` are known of the cells before they are looked at: one a cell, or none at all.
  void take_row(inventory::RowNumber number, const reporting::CsvRow& cells,
                std::span<const Verdict> cell_faults = {});

 private:
  void judge_cells(TableRow& row, const reporting::CsvRow& cells,
                   std::span<const Verdict> cell_faults);
  void judge_damaged(TableRow& row, const reporting::CsvRow& cells);
  void judge_cell_at(TableRow& row, const reporting::CsvRow& cells, std::size_t position);

  const TableFile& table_;
  std::function<void(FolderFault)> report_;
  bool has_header_ = false;
  std::vector<const Column*> columns_;
};

}  // namespace wutong::app
