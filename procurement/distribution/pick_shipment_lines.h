#pragma once

#include <vector>

#include "inventory/ledgers/shipment_ledger.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "inventory/tables/requisition_table.h"

namespace wutong::procurement {

/// The usable lots of the centre, by item and then first expiry first out.
std::vector<inventory::LotBalance> load_usable_lots(inventory::Connection& connection,
                                                    std::int64_t county_id, std::int64_t centre_id,
                                                    inventory::Date first_usable_expiry);

/// Contract rule 7 for many items: what the allocations take of which lots, each line at its share
/// of what the lot cost. Sorts the allocations as they are served.
std::vector<inventory::ShipmentLine> pick_shipment_lines(
    std::vector<inventory::FacilityQuantity>& allocations,
    const std::vector<inventory::LotBalance>& lots, const inventory::CodesById& facility_codes,
    unsigned threads);

}  // namespace wutong::procurement
