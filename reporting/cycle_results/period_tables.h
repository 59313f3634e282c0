#pragma once

#include <functional>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"

namespace wutong::reporting {

/// Takes a row, a text a column.
using RowTaker = std::function<void(std::initializer_list<std::string_view>)>;

/// A table that tells what happened in a period (contract section 4), whoever wants it and in
/// whatever format. Rows come sorted by their key columns.
struct PeriodTable {
  std::string_view name;  ///< "supplier_statements"
  std::vector<std::string_view> columns;
  void (*give)(inventory::Connection&, const inventory::CycleRef&, const RowTaker&);
};

/// In the order in which they are written. `stock` is what lies anywhere now: of a period that
/// others have followed it does not tell the end.
const std::vector<PeriodTable>& period_tables();
/// Null: there is no such table.
const PeriodTable* find_period_table(std::string_view name);

}  // namespace wutong::reporting
