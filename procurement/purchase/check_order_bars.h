#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "inventory/tables/master_tables.h"
#include "inventory/tables/supplier_licence_table.h"

namespace wutong::procurement {

/// Refuses (supplier_suspended, supplier_licence_expired) when one of these suppliers may not be
/// ordered from on the day: whoever was chosen before may be barred since.
void check_order_bars(const std::vector<inventory::OrderBar>& bars,
                      const std::unordered_set<std::int64_t>& supplier_ids,
                      const inventory::CodesById& supplier_codes, inventory::Date today);

}  // namespace wutong::procurement
