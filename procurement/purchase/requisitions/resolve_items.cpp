#include "procurement/purchase/requisitions/resolve_items.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "inventory/tables/item_facts.h"
#include "inventory/tables/item_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::ItemVersion;
using inventory::RequisitionItem;

namespace {

/// A thousand million boxes are a slip of the finger; and a line's amount must fit into 分.
constexpr std::int64_t most_units = 1'000'000'000;

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

/// Everything about the items, loaded at once.
struct KnownItems {
  std::vector<ItemVersion> items;
  std::unordered_map<std::string, const ItemVersion*> by_code;
  std::unordered_map<std::int64_t, inventory::ItemFacts> facts;
  ItemStanding standing;
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
  known.standing = load_item_standing(
      connection, county, {{wanted.facility_id, wanted.facility_kind, recording.today}, codes});
  return known;
}

/// A wish as a line, or why it cannot be one.
struct JudgedWish {
  std::optional<RequisitionItem> line;
  std::optional<Refused> refused;
};

JudgedWish judge_wish(const ItemsWanted& wanted, const KnownItems& known, const AskedItem& wish) {
  const auto found = known.by_code.find(wish.item_code);
  if (found == known.by_code.end()) {
    return {std::nullopt, Refused(Refusal::item_unknown, {wish.item_code})};
  }
  const ItemVersion& item = *found->second;
  if (auto refused = why_not(wanted, item, known.standing)) return {std::nullopt, refused};
  const auto fact = known.facts.find(item.item_id);
  const auto price = fact != known.facts.end() && fact->second.lowest_price
                         ? fact->second.lowest_price
                         : item.item.record.list_price;
  return {RequisitionItem{item.item_id, wish.suggested, wish.quantity, std::nullopt, std::nullopt,
                          item.item.record.pack_size, price, wish.note},
          std::nullopt};
}

std::vector<JudgedWish> judge_wishes(inventory::Connection& connection,
                                     const inventory::Recording& recording,
                                     const ItemsWanted& wanted,
                                     const std::vector<AskedItem>& asked) {
  const std::vector<std::string> codes = codes_of(wanted, asked);
  if (codes.empty()) return {};
  const KnownItems known = load_known_items(connection, recording, wanted, codes);
  std::vector<JudgedWish> judged;
  for (const AskedItem& wish : asked) judged.push_back(judge_wish(wanted, known, wish));
  return judged;
}

}  // namespace

std::vector<RequisitionItem> resolve_items(inventory::Connection& connection,
                                           const inventory::Recording& recording,
                                           const ItemsWanted& wanted,
                                           const std::vector<AskedItem>& asked) {
  std::vector<RequisitionItem> resolved;
  for (const JudgedWish& wish : judge_wishes(connection, recording, wanted, asked)) {
    if (wish.refused) throw Refused(*wish.refused);
    resolved.push_back(*wish.line);
  }
  return resolved;
}

std::vector<RequisitionItem> resolve_allowed_items(inventory::Connection& connection,
                                                   const inventory::Recording& recording,
                                                   const ItemsWanted& wanted,
                                                   const std::vector<AskedItem>& asked) {
  std::vector<RequisitionItem> resolved;
  for (const JudgedWish& wish : judge_wishes(connection, recording, wanted, asked)) {
    if (wish.line) resolved.push_back(*wish.line);
  }
  return resolved;
}

}  // namespace wutong::procurement
