#include "procurement/app/county_folder/table_file.h"

#include <string>
#include <utility>

#include "procurement/app/county_folder/table_judge.h"

namespace wutong::app {

using procurement::Refusal;
using reporting::CsvReader;
using reporting::CsvRow;

namespace {

/// One file on its way through the judge.
class TableReader {
 public:
  TableReader(FolderInput& input, const TableFile& table)
      : report_([&input, &table](FolderFault fault) {
          fault.file = table.name;
          input.faults.report(fault);
        }),
        judge_(table, report_),
        csv_([this](const CsvRow& row) { take_row(row); }, kept_of_a_row) {}

  /// False: nothing more of the file can be judged.
  bool feed(std::string_view bytes);
  bool finish();
  void report_unreadable(const std::string& reason) {
    report_({.refusal = Refusal::missing_file, .value = reason});
  }

 private:
  void take_row(const CsvRow& row);
  void report_csv_problem();

  std::function<void(FolderFault)> report_;
  TableJudge judge_;
  CsvReader csv_;
  inventory::RowNumber row_ = 0;
};

bool TableReader::feed(std::string_view bytes) {
  if (!csv_.feed(bytes)) {
    report_csv_problem();
    return false;
  }
  return !judge_.is_header_faulty();
}

bool TableReader::finish() {
  if (!csv_.finish()) {
    report_csv_problem();
    return false;
  }
  const bool has_header = judge_.has_header();
  if (!has_header) {
    judge_.take_header({});
  }
  return has_header && !judge_.is_header_faulty();
}

void TableReader::take_row(const CsvRow& cells) {
  if (judge_.has_header()) {
    judge_.take_row(++row_, cells);
  } else {
    judge_.take_header(cells);
  }
}

void TableReader::report_csv_problem() {
  const bool is_quoting = csv_.problem() == reporting::CsvProblem::bad_quoting;
  const std::size_t position = csv_.cells_before_problem();
  const std::vector<const Column*>& columns = judge_.columns();
  const inventory::RowNumber row = judge_.has_header() ? row_ + 1 : 0;
  if (judge_.is_header_faulty()) {
    return;
  }
  report_({.row = row,
           .column = position < columns.size() ? std::string(columns[position]->name) : "",
           .refusal = is_quoting ? Refusal::bad_quoting : Refusal::text_too_long,
           .wanted = std::to_string(CsvReader::largest_cell_bytes)});
}

}  // namespace

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
