#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/tables/agreement_table.h"
#include "inventory/tables/consolidation_table.h"
#include "procurement/award_rules/award_lowest_price.h"

/// Pure: how one item of a consolidation is bought.
namespace wutong::procurement {

/// What one facility asks for of the item, in the order in which they are served: emergencies
/// first, then by facility code.
struct FacilityDemand {
  std::int64_t facility_id{};
  std::string facility_code;
  bool may_receive = true;  ///< it is a member of the county, so that goods can be sent to it
  pricing::Quantity quantity;
};

/// An agreement in force on the day.
struct Offer {
  inventory::Agreement agreement;
  std::string supplier_code;
  pricing::Quantity ordered_packs;  ///< by this agreement so far
  std::string bar_code;             ///< why it may not be ordered from; empty: it may
  std::string bar_detail;
};

/// What somebody decides instead of the rule.
struct ChosenSupplier {
  std::int64_t supplier_id{};
  std::string supplier_code;
  std::optional<pricing::Quantity> packs;  ///< none: what is needed
  std::string reason_code;
  std::string note;
};

struct ItemCase {
  std::int64_t item_id{};
  std::string item_code;
  pricing::Quantity pack_size;
  std::vector<FacilityDemand> demands;
  pricing::Quantity usable_stock;
  inventory::ItemFlow flow;
  std::vector<Offer> offers;           ///< by agreement id
  std::vector<ChosenSupplier> chosen;  ///< in the order in which they are to be taken
  inventory::DeliveryRule delivery_rule{};
  std::int64_t centre_id{};
};

struct ItemDecision {
  inventory::ConsolidatedItem item;
  std::vector<inventory::ConsolidatedLine> lines;
  std::vector<inventory::ConsolidationBar> bars;
};

/// Net need = what is asked for, less what the centre has or expects and has not promised to
/// others; more than what is asked for when it has promised more than that. It is bought, in this
/// order: from the suppliers that somebody chose; by agreements of volume-based procurement up to
/// their unmet commitment (`commitment`); from the other agreements by lowest price (contract rule
/// 3, `lowest_price`, `next_lowest_price`, `raised_to_minimum_order`); from stand-bys (`standby`).
/// A direct agreement delivers to the facilities whose demand the stock does not cover, whole packs
/// a facility. What nobody takes is uncovered: `no_agreement` when none may be ordered by, else
/// `capacity_short`. Throws Refused: override_without_agreement, override_needs_reason,
/// packs_not_a_multiple, packs_below_minimum, packs_above_maximum, delivery_site_not_allowed.
ItemDecision decide_item(const ItemCase& one);

}  // namespace wutong::procurement
