#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/records/date.h"
#include "reporting/cycle_results/period_tables.h"

namespace wutong::reporting {

enum class ReportLanguage { zh, en };

/// A page holds some forty rows; more than this is no paper that anybody reads.
constexpr std::size_t most_rows_on_paper = 20'000;

/// A report as it is to be printed. Rows are taken one by one and kept, for the widths of the
/// columns follow from them; finish() makes the PDF (see print_pdf).
class PrintedReport {
 public:
  PrintedReport(const PeriodTable& table, ReportLanguage language)
      : table_(table), language_(language) {}
  void row(std::span<const std::string_view> cells);
  std::size_t rows() const { return rows_.size(); }
  /// `issuer` stands above the title; `made_on` is in the file.
  std::string finish(const std::string& issuer, const std::string& period, inventory::Date made_on);

 private:
  const PeriodTable& table_;
  ReportLanguage language_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace wutong::reporting
