#include "procurement/app/county_folder/table_header.h"

#include <algorithm>
#include <string>
#include <utility>

#include "procurement/app/county_folder/cell_text.h"

namespace wutong::app {

using procurement::Refusal;
using reporting::CsvCell;
using reporting::CsvRow;

namespace {

class HeaderJudgement {
 public:
  HeaderJudgement(const TableFile& table, const std::function<void(FolderFault)>& report)
      : table_(table), report_(report) {}

  bool judge_text(const CsvRow& header);
  void take_name(const CsvCell& name, std::size_t position);
  void judge_missing();
  std::vector<const Column*> columns() && {
    return is_clean_ ? std::move(columns_) : std::vector<const Column*>{};
  }

 private:
  bool is_there(const Column& column) const {
    return std::find(columns_.begin(), columns_.end(), &column) != columns_.end();
  }
  bool is_called(const Column& column, std::string_view name) const {
    const bool has_title =
        table_.header_names == HeaderNames::names_or_titles && !column.title_zh.empty();
    return column.name == name || (has_title && column.title_zh == name);
  }
  std::string known_names() const;
  void refuse(std::string column, Refusal refusal) {
    is_clean_ = false;
    report_({.column = column, .refusal = refusal, .value = column, .wanted = known_names()});
  }

  const TableFile& table_;
  const std::function<void(FolderFault)>& report_;
  std::vector<const Column*> columns_;
  bool is_clean_ = true;
};

/// A file that is not UTF-8 text is said to be so once, not column by column.
bool HeaderJudgement::judge_text(const CsvRow& header) {
  for (const CsvCell& name : header.cells) {
    const Verdict verdict = app::judge_text(name.text, name.is_cut, longest_text);
    if (verdict == Refusal::not_utf8 || verdict == Refusal::nul_byte) {
      refuse(shown_value(name.text), *verdict);
    }
    if (!is_clean_) {
      return false;
    }
  }
  return true;
}

void HeaderJudgement::take_name(const CsvCell& name, std::size_t position) {
  const auto column =
      std::find_if(table_.columns.begin(), table_.columns.end(),
                   [&](const Column& known) { return is_called(known, name.text); });
  if (column == table_.columns.end()) {
    // A column without a name is called by its place: "#7".
    refuse(name.text.empty() ? "#" + std::to_string(position + 1) : shown_value(name.text),
           Refusal::unknown_column);
  } else if (is_there(*column)) {
    refuse(std::string(column->name), Refusal::duplicate_column);
  } else {
    columns_.push_back(&*column);
  }
}

void HeaderJudgement::judge_missing() {
  for (const Column& column : table_.columns) {
    if (column.presence != Presence::optional && !is_there(column)) {
      refuse(std::string(column.name), Refusal::missing_column);
    }
  }
}

std::string HeaderJudgement::known_names() const {
  std::string names;
  for (const Column& column : table_.columns) {
    names += names.empty() ? "" : ", ";
    names += column.name;
  }
  return names;
}

}  // namespace

std::vector<const Column*> judge_header(const TableFile& table, const CsvRow& header,
                                        const std::function<void(FolderFault)>& report) {
  HeaderJudgement judgement(table, report);
  if (judgement.judge_text(header)) {
    for (std::size_t at = 0; at < header.cells.size(); ++at) {
      judgement.take_name(header.cells[at], at);
    }
    judgement.judge_missing();
  }
  return std::move(judgement).columns();
}

}  // namespace wutong::app
