#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "inventory/tables/delivery_table.h"
#include "inventory/tables/purchase_order_table.h"
#include "procurement/purchase/accept_deliveries.h"

namespace wutong::procurement {

/// Goods kept so need their temperatures on the way.
bool needs_readings(std::string_view storage);
/// Whether a reading lies outside of what the storage allows (GSP: cold 2 to 8 degrees, frozen -25
/// to -10, cool at most 20). No reading, no excursion.
bool has_excursion(const inventory::DeliveryLine& line, std::string_view storage);

/// Storage by item id, as the catalogue has it.
using StorageByItem = std::unordered_map<std::int64_t, std::string>;

/// What an inspector would do by the rules alone: how much of a line, and why not all of it.
struct LineProposal {
  pricing::Quantity accepted;
  std::optional<inventory::RejectionReason> reason;
};

/// Pure: by the order as it stands, in the order of the lines. Damaged packages are proposed for
/// rejection; what has been too warm or too cold, and what contract rule 5 refuses, has to be.
std::vector<LineProposal> propose_inspection(const inventory::PurchaseOrder& order,
                                             const std::vector<inventory::DeliveryLine>& lines,
                                             const StorageByItem& storage, inventory::Date today,
                                             inventory::Date first_usable_expiry);

/// The lines with what is accepted of them, as rule 5 takes them; lines without any are left out.
std::vector<DeliveredLot> accepted_rows(const inventory::PurchaseOrder& order,
                                        const std::vector<inventory::DeliveryLine>& lines,
                                        const std::vector<pricing::Quantity>& accepted);

}  // namespace wutong::procurement
