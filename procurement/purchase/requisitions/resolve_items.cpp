#include "procurement/purchase/requisitions/resolve_items.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "inventory/tables/formulary_table.h"
#include "inventory/tables/item_facts.h"
#include "inventory/tables/item_status_table.h"
#include "inventory/tables/item_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::ItemVersion;
using inventory::RequisitionItem;

namespace {

/// A thousand million boxes are a slip of the finger; and a line's amount must fit into 分.
constexpr std::int64_t most_units = 1'000'000'000;
constexpr std::string_view equipment_kind = "equipment";

std::vector<std::string> codes_of(const ItemsWanted& wanted, const std::vector<AskedItem>& asked) {
  std::vector<std::string> codes;
  std::unordered_set<std::string> seen;
  for (const AskedItem& item : asked) {
    if (!seen.insert(item.item_code).second) {
      throw Refused(Refusal::requisition_item_twice, {wanted.requisition_no, item.item_code});
    }
    if (item.quantity.units() < 1 || item.quantity.units() > most_units) {
      throw Refused(Refusal::figure_out_of_range,
                    {wanted.requisition_no + " " + item.item_code, "quantity",
                     item.quantity.to_string(), "1", std::to_string(most_units)});
    }
    codes.push_back(item.item_code);
  }
  return codes;
}

/// Hospitals and drugstores choose from the county's formulary.
inventory::Tier tier_of(inventory::FacilityKind kind) {
  if (kind == inventory::FacilityKind::village) return inventory::Tier::village;
  if (kind == inventory::FacilityKind::township) return inventory::Tier::township;
  return inventory::Tier::county;
}

/// What decides whether an item may be asked for.
struct Standing {
  std::unordered_map<std::int64_t, inventory::ItemStatus> status;
  std::unordered_set<std::int64_t> formulary;  ///< empty: the tier has none
  inventory::Tier tier{};
};

void check_item(const ItemsWanted& wanted, const ItemVersion& item, const Standing& standing) {
  const std::string& code = item.item.record.code;
  const auto status = standing.status.find(item.item_id);
  if (status != standing.status.end() && !status->second.enabled) {
    throw Refused(Refusal::requisition_item_disabled,
                  {wanted.requisition_no, code, status->second.reason});
  }
  if (wanted.kind == inventory::RequisitionKind::equipment) {
    if (item.item.record.kind == equipment_kind) return;  // equipment is in no formulary
    throw Refused(Refusal::requisition_item_no_equipment,
                  {wanted.requisition_no, code, item.item.record.kind});
  }
  if (standing.formulary.empty() || standing.formulary.contains(item.item_id)) return;
  throw Refused(Refusal::requisition_item_not_in_formulary,
                {wanted.requisition_no, code, std::string(inventory::to_string(standing.tier))});
}

/// Everything about the items, loaded at once.
struct KnownItems {
  std::vector<ItemVersion> items;
  std::unordered_map<std::string, const ItemVersion*> by_code;
  std::unordered_map<std::int64_t, inventory::ItemFacts> facts;
  Standing standing;
};

KnownItems load_known_items(inventory::Connection& connection,
                            const inventory::Recording& recording, const ItemsWanted& wanted,
                            const std::vector<std::string>& codes) {
  const std::int64_t county = recording.county_id;
  KnownItems known;
  known.items = inventory::load_items_by_code(connection, county, recording.today, codes);
  std::vector<std::int64_t> ids;
  for (const ItemVersion& item : known.items) {
    known.by_code.emplace(item.item.record.code, &item);
    ids.push_back(item.item_id);
  }
  known.facts = inventory::load_item_facts(connection, county, recording.today, ids);
  known.standing.status = inventory::load_item_status(connection, county, recording.today, codes);
  known.standing.tier = tier_of(wanted.facility_kind);
  const auto formulary =
      inventory::load_formulary(connection, county, known.standing.tier, recording.today);
  known.standing.formulary.insert(formulary.begin(), formulary.end());
  return known;
}

RequisitionItem resolve_item(const ItemsWanted& wanted, const KnownItems& known,
                             const AskedItem& wish) {
  const auto found = known.by_code.find(wish.item_code);
  if (found == known.by_code.end()) throw Refused(Refusal::item_unknown, {wish.item_code});
  const ItemVersion& item = *found->second;
  check_item(wanted, item, known.standing);
  const auto fact = known.facts.find(item.item_id);
  const auto price = fact != known.facts.end() && fact->second.lowest_price
                         ? fact->second.lowest_price
                         : item.item.record.list_price;
  return {item.item_id, wish.suggested, wish.quantity,
          std::nullopt, std::nullopt,   item.item.record.pack_size,
          price,        wish.note};
}

}  // namespace

std::vector<RequisitionItem> resolve_items(inventory::Connection& connection,
                                           const inventory::Recording& recording,
                                           const ItemsWanted& wanted,
                                           const std::vector<AskedItem>& asked) {
  const std::vector<std::string> codes = codes_of(wanted, asked);
  if (codes.empty()) return {};
  const KnownItems known = load_known_items(connection, recording, wanted, codes);
  std::vector<RequisitionItem> resolved;
  for (const AskedItem& wish : asked) resolved.push_back(resolve_item(wanted, known, wish));
  return resolved;
}

std::vector<RequisitionItem> resolve_allowed_items(inventory::Connection& connection,
                                                   const inventory::Recording& recording,
                                                   const ItemsWanted& wanted,
                                                   const std::vector<AskedItem>& asked) {
  const std::vector<std::string> codes = codes_of(wanted, asked);
  if (codes.empty()) return {};
  const KnownItems known = load_known_items(connection, recording, wanted, codes);
  std::vector<RequisitionItem> resolved;
  for (const AskedItem& wish : asked) {
    try {
      resolved.push_back(resolve_item(wanted, known, wish));
    } catch (const Refused&) {
      continue;
    }
  }
  return resolved;
}

}  // namespace wutong::procurement
