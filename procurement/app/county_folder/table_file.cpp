#include "procurement/app/county_folder/table_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "procurement/app/county_folder/cell_text.h"
#include "procurement/app/county_folder/table_header.h"

namespace wutong::app {

using procurement::Refusal;
using reporting::CsvCell;
using reporting::CsvReader;
using reporting::CsvRow;

namespace {

/// Enough of a cell to see that it is longer than any column allows.
constexpr reporting::CsvLimits kept_of_a_row{4 * (longest_text + 1), 256};

Verdict judge_cell(const Column& column, const CsvCell& cell) {
  if (cell.text.empty()) {
    return column.presence == Presence::filled ? Verdict(Refusal::missing_value) : std::nullopt;
  }
  const Verdict verdict = judge_text(cell.text, cell.is_cut, column.rule.longest);
  return verdict ? verdict : column.rule.accept(cell.text);
}

std::string wanted_of(const Column& column, Refusal refusal) {
  return refusal == Refusal::text_too_long ? std::to_string(column.rule.longest)
                                           : column.rule.wanted;
}

}  // namespace

std::string_view TableRow::text(std::string_view column) const {
  // A damaged row may have fewer cells than the header.
  for (std::size_t at = 0; at < std::min(columns_.size(), cells_.size()); ++at) {
    if (columns_[at]->name == column) {
      return cells_[at].text;
    }
  }
  return {};
}

void TableRow::report(std::string_view column, Refusal refusal, std::string_view value,
                      std::string_view wanted) {
  is_clean_ = false;
  report_({.row = number_,
           .column = std::string(column),
           .refusal = refusal,
           .value = shown_value(value),
           .wanted = std::string(wanted)});
}

/// One file on its way through: the header first, then row by row.
class TableReader {
 public:
  TableReader(FolderInput& input, const TableFile& table)
      : table_(table),
        report_([&input, &table](FolderFault fault) {
          fault.file = table.name;
          input.faults.report(fault);
        }),
        csv_([this](const CsvRow& row) { take_row(row); }, kept_of_a_row) {}

  /// False: nothing more of the file can be judged.
  bool feed(std::string_view bytes);
  bool finish();
  void report_unreadable(const std::string& reason) {
    report_({.refusal = Refusal::missing_file, .value = reason});
  }

 private:
  bool is_header_faulty() const { return has_header_ && columns_.empty(); }
  void take_row(const CsvRow& row);
  void judge_cells(TableRow& row, const CsvRow& cells);
  void judge_damaged(TableRow& row, const CsvRow& cells);
  void judge_cell_at(TableRow& row, const CsvRow& cells, std::size_t position);
  void report_csv_problem();

  const TableFile& table_;
  std::function<void(FolderFault)> report_;
  CsvReader csv_;
  bool has_header_ = false;
  std::vector<const Column*> columns_;  ///< by position in the file; none: the header is at fault
  inventory::RowNumber row_ = 0;
};

bool TableReader::feed(std::string_view bytes) {
  if (!csv_.feed(bytes)) {
    report_csv_problem();
    return false;
  }
  return !is_header_faulty();
}

bool TableReader::finish() {
  if (!csv_.finish()) {
    report_csv_problem();
    return false;
  }
  if (!has_header_) {
    judge_header(table_, {}, report_);
  }
  return has_header_ && !is_header_faulty();
}

void TableReader::take_row(const CsvRow& cells) {
  if (!has_header_) {
    has_header_ = true;
    columns_ = judge_header(table_, cells, report_);
    return;
  }
  if (is_header_faulty()) {
    return;
  }
  TableRow row(++row_, report_);
  row.columns_ = columns_;
  row.cells_ = cells.cells;
  if (cells.cell_count == columns_.size()) {
    judge_cells(row, cells);
  } else {
    judge_damaged(row, cells);
  }
  table_.on_row(row);
}

void TableReader::judge_cells(TableRow& row, const CsvRow& cells) {
  for (std::size_t at = 0; at < columns_.size(); ++at) {
    judge_cell_at(row, cells, at);
  }
}

void TableReader::judge_cell_at(TableRow& row, const CsvRow& cells, std::size_t position) {
  const Column& column = *columns_[position];
  const CsvCell& cell = cells.cells[position];
  if (const Verdict verdict = judge_cell(column, cell)) {
    row.report(column.name, *verdict, cell.text, wanted_of(column, *verdict));
  }
}

/// Which cell belongs to which column is no longer sure. The key cell is still taken when it could
/// be one: a code that becomes known by it spares its user a fault for each row that refers to it.
void TableReader::judge_damaged(TableRow& row, const CsvRow& cells) {
  row.is_damaged_ = true;
  row.report({}, Refusal::wrong_cell_count, std::to_string(cells.cell_count),
             std::to_string(columns_.size()));
  const Column& key = table_.columns.front();
  const auto position = static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), &key) -
                                                 columns_.begin());
  if (position < cells.cells.size() && !cells.cells[position].text.empty()) {
    judge_cell(key, cells.cells[position]);
  }
}

void TableReader::report_csv_problem() {
  const bool is_quoting = csv_.problem() == reporting::CsvProblem::bad_quoting;
  const std::size_t position = csv_.cells_before_problem();
  const inventory::RowNumber row = has_header_ ? row_ + 1 : 0;
  if (is_header_faulty()) {
    return;
  }
  report_({.row = row,
           .column = position < columns_.size() ? std::string(columns_[position]->name) : "",
           .refusal = is_quoting ? Refusal::bad_quoting : Refusal::text_too_long,
           .wanted = std::to_string(CsvReader::largest_cell_bytes)});
}

TableOutcome read_table(FolderInput& input, const TableFile& table) {
  InputFile file(input.path, table.name);
  if (file.is_absent() && table.need == Need::optional) {
    return TableOutcome::absent;
  }
  TableReader reader(input, table);
  bool is_readable = true;
  for (std::string_view bytes = file.next(); is_readable && !bytes.empty(); bytes = file.next()) {
    is_readable = reader.feed(bytes);
  }
  if (!file.problem().empty()) {
    reader.report_unreadable(file.problem());
    return TableOutcome::broken;
  }
  if (!is_readable || !reader.finish()) {
    return TableOutcome::broken;
  }
  input.content_hash.add(table.name, file.digest());
  return TableOutcome::complete;
}

}  // namespace wutong::app
