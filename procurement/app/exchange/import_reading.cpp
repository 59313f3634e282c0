#include "procurement/app/exchange/import_reading.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "procurement/app/county_folder/cell_text.h"
#include "procurement/app/county_folder/input_file.h"
#include "procurement/app/county_folder/table_judge.h"
#include "procurement/app/exchange/sheet_refusal.h"
#include "reporting/sheet/sheet_reader.h"

namespace wutong::app {

using procurement::Refusal;
using reporting::CellProblem;
using reporting::CsvCell;
using reporting::SheetOutcome;
using reporting::SheetProblem;
using reporting::SheetRow;

namespace {

constexpr std::int64_t rows_a_report = 1000;

std::string digest_of(const std::filesystem::path& file) {
  InputFile input(file.parent_path(), file.filename().string());
  while (!input.next().empty()) {
  }
  return input.problem().empty() ? input.digest() : std::string();
}

/// A file on its way from the sheet to the table's columns.
class Reader {
 public:
  Reader(ImportReading& reading, const std::string& file_name, FaultSink& faults,
         const OnImportProgress& on_progress)
      : reading_(reading),
        file_name_(file_name),
        faults_(faults),
        on_progress_(on_progress),
        judge_(reading.intake->table(), [this](FolderFault fault) { report(std::move(fault)); }) {}

  void read(const std::filesystem::path& file, const ExchangeKind& kind);

 private:
  void take(const SheetRow& row);
  void take_header(const SheetRow& row);
  void take_data(const SheetRow& row);
  void take_outcome(const SheetOutcome& outcome);
  void refuse_merged(const SheetOutcome& outcome);
  void report(FolderFault fault);

  ImportReading& reading_;
  const std::string& file_name_;
  FaultSink& faults_;
  const OnImportProgress& on_progress_;
  TableJudge judge_;
  std::int64_t header_row_ = 0;
  std::vector<CsvCell> cells_;
  std::vector<Verdict> cell_faults_;
};

void Reader::report(FolderFault fault) {
  if (fault.row > 0) {
    reading_.refused.add(fault.row);
  } else {
    reading_.is_file_at_fault = true;
  }
  fault.file = file_name_;
  faults_.report(fault);
}

void Reader::read(const std::filesystem::path& file, const ExchangeKind& kind) {
  const reporting::SheetRequest request{
      .sheet_names = {std::string(kind.name), std::string(kind.title_zh)},
      .limits = {.row = kept_of_a_row}};
  take_outcome(reporting::read_sheet(file, request, [this](const SheetRow& row) { take(row); }));
}

void Reader::take(const SheetRow& row) {
  if (!judge_.has_header()) {
    take_header(row);
  } else if (!judge_.is_header_faulty()) {
    take_data(row);
  }
}

void Reader::take_header(const SheetRow& row) {
  header_row_ = row.number;
  judge_.take_header({row.cells.first(std::min(row.cell_count, row.cells.size())), row.cell_count});
}

/// Spreadsheets leave out empty cells at the end, and CSV made by them has some too many: both are
/// filled up or cut to the width of the header. A cell beyond it that has something in it, and a
/// row of CSV that ends too early, are faults.
void Reader::take_data(const SheetRow& row) {
  const std::size_t width = judge_.columns().size();
  const bool is_damaged = row.cell_count > width || (row.problems.empty() && row.width < width);
  const std::size_t count = is_damaged ? std::min(row.cells.size(), row.cell_count) : width;
  cells_.assign(count, {});
  std::copy_n(row.cells.begin(), std::min(count, row.cells.size()), cells_.begin());
  cell_faults_.clear();
  for (const CellProblem problem : row.problems) cell_faults_.push_back(refusal_of(problem));
  const inventory::RowNumber number = row.number - header_row_;
  reading_.rows.add(number);
  judge_.take_row(number, {cells_, is_damaged ? std::max(row.cell_count, std::size_t{1}) : width},
                  cell_faults_);
  if (reading_.rows.count() % rows_a_report == 0 && on_progress_ &&
      !on_progress_({ImportPhase::reading, reading_.rows.count()})) {
    throw ImportCancelled();
  }
}

void Reader::refuse_merged(const SheetOutcome& outcome) {
  RowSet merged;
  for (const reporting::MergedCells& cells : outcome.merged) {
    const std::int64_t last = std::min(cells.last_row, outcome.row);
    for (std::int64_t at = std::max(cells.first_row, header_row_ + 1); at <= last; ++at) {
      const inventory::RowNumber row = at - header_row_;
      if (!reading_.rows.contains(row) || merged.contains(row)) continue;
      merged.add(row);
      const bool is_known = cells.first_column < judge_.columns().size();
      report({.row = row,
              .column = is_known ? std::string(judge_.columns()[cells.first_column]->name) : "",
              .refusal = Refusal::cells_merged});
    }
  }
}

void Reader::take_outcome(const SheetOutcome& outcome) {
  if (outcome.problem != SheetProblem::none) {
    reading_.is_file_at_fault = true;
    if (judge_.is_header_faulty()) return;
    const inventory::RowNumber row = judge_.has_header() ? outcome.row + 1 - header_row_ : 0;
    const bool is_cell = outcome.problem == SheetProblem::bad_quoting ||
                         outcome.problem == SheetProblem::cell_too_large;
    const std::size_t column = outcome.cells_before_problem;
    FolderFault fault{.row = row, .refusal = refusal_of(outcome.problem)};
    fault.value = shown_value(outcome.detail, 200);
    if (is_cell && column < judge_.columns().size()) fault.column = judge_.columns()[column]->name;
    if (is_cell) fault.wanted = std::to_string(reporting::CsvReader::largest_cell_bytes);
    if (!is_cell) fault.row = 0;
    if (fault.row > 0) reading_.rows.add(fault.row);
    report(std::move(fault));
    return;
  }
  if (!judge_.has_header()) judge_.take_header({});
  if (!judge_.is_header_faulty()) refuse_merged(outcome);
}

}  // namespace

ImportReading read_import(const ExchangeKind& kind, const std::filesystem::path& file,
                          const std::string& file_name, FaultSink& faults,
                          const OnImportProgress& on_progress) {
  ImportReading reading;
  reading.intake = kind.begin_intake(kind.name);
  Reader(reading, file_name, faults, on_progress).read(file, kind);
  reading.content_hash = digest_of(file);
  return reading;
}

}  // namespace wutong::app
