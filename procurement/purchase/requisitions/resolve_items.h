#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/master_data.h"
#include "inventory/records/recording.h"
#include "inventory/tables/requisition_document_table.h"
#include "procurement/purchase/requisitions/item_standing.h"
#include "procurement/purchase/requisitions/requisition_input.h"

namespace wutong::procurement {

/// The lines as they are stored, in the order given: with the pack and the price of today (the
/// lowest award of the last period, else the list price). A handful of statements, however many
/// lines. Throws Refused: requisition_item_twice, item_unknown, requisition_item_disabled,
/// requisition_item_not_in_formulary (when the facility's tier has a formulary at all),
/// requisition_item_not_in_own_formulary, requisition_item_no_equipment, figure_out_of_range.
std::vector<inventory::RequisitionItem> resolve_items(inventory::Connection& connection,
                                                      const inventory::Recording& recording,
                                                      const ItemsWanted& wanted,
                                                      const std::vector<AskedItem>& asked);

/// The same of lines that nobody has typed: what may not be asked for any more is left out.
std::vector<inventory::RequisitionItem> resolve_allowed_items(inventory::Connection& connection,
                                                              const inventory::Recording& recording,
                                                              const ItemsWanted& wanted,
                                                              const std::vector<AskedItem>& asked);

}  // namespace wutong::procurement
