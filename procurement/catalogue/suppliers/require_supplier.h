#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/tables/supplier_licence_table.h"
#include "inventory/tables/supplier_version_table.h"

namespace wutong::procurement {

/// The supplier's newest version, its row locked; refuses one that the county does not know.
inventory::SupplierVersion lock_known_supplier(inventory::Connection& connection,
                                               std::int64_t county_id, const std::string& code);

/// Refuses a supplier that may not be ordered from on a day: suspended, or with a licence in use
/// whose last day is past (that of suppliers.csv counts too). Names supplier, licence and day. For
/// many suppliers at once: inventory::load_order_bars.
void require_supplier_may_be_ordered_from(inventory::Connection& connection, std::int64_t county_id,
                                          const std::string& code, inventory::Date as_of);

/// The deciding part: throws what the bar deserves.
void check_order_bar(const std::string& code, const inventory::OrderBar& bar,
                     inventory::Date as_of);

}  // namespace wutong::procurement
