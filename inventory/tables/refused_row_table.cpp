#include "inventory/tables/refused_row_table.h"

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

void save_refused_rows(Connection& connection, const CycleRef& cycle,
                       const std::vector<RefusedRow>& rows) {
  BulkInsert insert(connection, "refused_row (county_id, cycle_id, file, row_no, reason, detail)");
  for (const RefusedRow& row : rows) {
    insert.row(cycle.county_id, cycle.cycle_id, row.file, row.row, row.reason, row.detail);
  }
  insert.finish();
}

}  // namespace wutong::inventory
