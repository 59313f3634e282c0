#pragma once

#include <string_view>
#include <vector>

#include "reporting/cycle_results/period_tables.h"

namespace wutong::reporting {

/// Every report of a period: the tables of the result folder first, then those of the daily
/// purchase.
std::vector<const PeriodTable*> period_reports();
/// Null: there is no such report.
const PeriodTable* find_period_report(std::string_view name);

/// What the daily purchase has to tell beyond the tables of the result folder.
const std::vector<PeriodTable>& purchase_tables();

}  // namespace wutong::reporting
