#include "procurement/app/exchange/read_release.h"

#include <algorithm>

#include "procurement/app/exchange/sheet_refusal.h"
#include "procurement/refusal/refusal.h"
#include "reporting/sheet/sheet_reader.h"

namespace wutong::app {

using procurement::Refusal;
using procurement::Refused;
using reporting::SheetRow;

namespace {

constexpr std::int64_t rows_a_report = 1000;

/// As the sentences of faults want it: file, row, column, what stands there, what is allowed.
Refused fault(Refusal refusal, std::int64_t row, const std::string& column,
              const std::string& found = {}, const std::string& wanted = {}) {
  return Refused(refusal, {"release", row == 0 ? "" : std::to_string(row), column, found, wanted});
}

class Reader {
 public:
  Reader(inventory::Release& release, const OnReleaseRows& on_rows)
      : release_(release), on_rows_(on_rows) {}

  void take(const SheetRow& row) {
    if (row.cell_count > row.cells.size()) throw too_wide(row);
    if (release_.columns.empty()) return take_header(row);
    if (row.cell_count > release_.columns.size()) throw too_wide(row);
    std::vector<std::string> cells(release_.columns.size());
    for (std::size_t index = 0; index < std::min(row.cells.size(), cells.size()); ++index) {
      cells[index] = trusted_text(row, index);
    }
    release_.rows.push_back(std::move(cells));
    const auto rows = static_cast<std::int64_t>(release_.rows.size());
    if (rows % rows_a_report == 0) on_rows_(rows);
  }

 private:
  std::int64_t row_no() const { return static_cast<std::int64_t>(release_.rows.size()) + 1; }

  Refused too_wide(const SheetRow& row) const {
    return fault(Refusal::wrong_cell_count, release_.columns.empty() ? 0 : row_no(), {},
                 std::to_string(row.cell_count), std::to_string(release_.columns.size()));
  }
  void take_header(const SheetRow& row) {
    for (std::size_t index = 0; index < row.cell_count; ++index) {
      release_.columns.emplace_back(row.cells[index].text);
    }
  }
  std::string trusted_text(const SheetRow& row, std::size_t index) const {
    const std::string& column = release_.columns[index];
    if (index < row.problems.size()) {
      if (const auto refusal = refusal_of(row.problems[index])) {
        throw fault(*refusal, row_no(), column);
      }
    }
    if (row.cells[index].is_cut) {
      throw fault(Refusal::text_too_long, row_no(), column, {}, std::to_string(64 * 1024));
    }
    return std::string(row.cells[index].text);
  }

  inventory::Release& release_;
  const OnReleaseRows& on_rows_;
};

}  // namespace

void read_release(const std::filesystem::path& file, inventory::Release& into,
                  const OnReleaseRows& on_rows) {
  Reader reader(into, on_rows);
  const reporting::SheetOutcome outcome =
      reporting::read_sheet(file, {}, [&](const SheetRow& row) { reader.take(row); });
  if (outcome.problem != reporting::SheetProblem::none) {
    throw fault(refusal_of(outcome.problem), outcome.row, {}, outcome.detail);
  }
}

}  // namespace wutong::app
