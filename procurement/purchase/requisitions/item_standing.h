#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/catalogue_item.h"
#include "inventory/records/requisition_state.h"
#include "inventory/tables/facility_formulary_table.h"
#include "inventory/tables/item_status_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

/// For whom lines are resolved.
struct ItemsWanted {
  std::string requisition_no;
  inventory::RequisitionKind kind{};
  std::int64_t facility_id{};
  inventory::FacilityKind facility_kind{};
};

/// What decides whether an item may be asked for.
struct ItemStanding {
  std::unordered_map<std::int64_t, inventory::ItemStatus> status;
  inventory::FacilityFormulary formulary;
};

struct StandingWanted {
  inventory::FormularyUser facility;
  const std::vector<std::string>& codes;
};
/// Three statements, however many items.
ItemStanding load_item_standing(inventory::Connection& connection, std::int64_t county_id,
                                const StandingWanted& wanted);

/// Why the item may not be asked for: requisition_item_disabled, requisition_item_no_equipment,
/// requisition_item_not_in_formulary (when the facility's tier has a formulary at all),
/// requisition_item_not_in_own_formulary (the tier holds it, the facility has not chosen it).
/// Nothing: it may.
std::optional<Refused> why_not(const ItemsWanted& wanted, const inventory::ItemVersion& item,
                               const ItemStanding& standing);

}  // namespace wutong::procurement
