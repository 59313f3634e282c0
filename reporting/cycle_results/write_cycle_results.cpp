#include "reporting/cycle_results/write_cycle_results.h"

#include <string>

#include "reporting/cycle_results/period_tables.h"
#include "reporting/cycle_results/result_file.h"

namespace wutong::reporting {

std::int64_t write_cycle_results(inventory::Connection& connection,
                                 const inventory::CycleRef& cycle,
                                 const std::filesystem::path& folder) {
  remove_leftovers(folder);
  std::int64_t rows = 0;
  for (const PeriodTable& table : period_tables()) {
    ResultFile file(folder, std::string(table.name) + ".csv", table.columns);
    table.give(connection, cycle,
               [&](std::initializer_list<std::string_view> cells) { file.row(cells); });
    rows += file.finish();
  }
  return rows;
}

}  // namespace wutong::reporting
