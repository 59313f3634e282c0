#include "reporting/period_reports/period_reports.h"

namespace wutong::reporting {

std::vector<const PeriodTable*> period_reports() {
  std::vector<const PeriodTable*> reports;
  for (const PeriodTable& table : period_tables()) reports.push_back(&table);
  for (const PeriodTable& table : purchase_tables()) reports.push_back(&table);
  return reports;
}

const PeriodTable* find_period_report(std::string_view name) {
  for (const PeriodTable* table : period_reports()) {
    if (table->name == name) return table;
  }
  return nullptr;
}

}  // namespace wutong::reporting
