#include "procurement/app/county_folder/table_judge.h"

#include <algorithm>
#include <string>
#include <utility>

#include "procurement/app/county_folder/cell_text.h"
#include "procurement/app/county_folder/table_header.h"

namespace wutong::app {

using procurement::Refusal;
using reporting::CsvCell;
using reporting::CsvRow;

namespace {

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

void TableJudge::take_header(const CsvRow& cells) {
  has_header_ = true;
  columns_ = judge_header(table_, cells, report_);
}

void TableJudge::take_row(inventory::RowNumber number, const CsvRow& cells,
                          std::span<const Verdict> cell_faults) {
  if (is_header_faulty()) {
    return;
  }
  TableRow row(number, report_);
  row.columns_ = columns_;
  row.cells_ = cells.cells;
  if (cells.cell_count == columns_.size()) {
    judge_cells(row, cells, cell_faults);
  } else {
    judge_damaged(row, cells);
  }
  table_.on_row(row);
}

void TableJudge::judge_cells(TableRow& row, const CsvRow& cells,
                             std::span<const Verdict> cell_faults) {
  for (std::size_t at = 0; at < columns_.size(); ++at) {
    if (at < cell_faults.size() && cell_faults[at]) {
      row.report(columns_[at]->name, *cell_faults[at], cells.cells[at].text,
                 columns_[at]->rule.wanted);
    } else {
      judge_cell_at(row, cells, at);
    }
  }
}

void TableJudge::judge_cell_at(TableRow& row, const CsvRow& cells, std::size_t position) {
  const Column& column = *columns_[position];
  const CsvCell& cell = cells.cells[position];
  if (const Verdict verdict = judge_cell(column, cell)) {
    row.report(column.name, *verdict, cell.text, wanted_of(column, *verdict));
  }
}

/// Which cell belongs to which column is no longer sure. The key cell is still taken when it could
/// be one: a code that becomes known by it spares its user a fault for each row that refers to it.
void TableJudge::judge_damaged(TableRow& row, const CsvRow& cells) {
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

}  // namespace wutong::app
