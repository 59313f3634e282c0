#include "procurement/purchase/demand/suggest_quantities.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "inventory/tables/item_table.h"
#include "procurement/purchase/requisitions/item_standing.h"

namespace wutong::procurement {

using inventory::DayFlow;
using inventory::ItemVersion;

namespace {

/// What was loaded of a facility, by item id.
struct Loaded {
  ReplenishmentPolicy policy;
  inventory::FacilityFlow flow;
  std::unordered_map<std::int64_t, std::span<const DayFlow>> flow_of;
  std::unordered_map<std::int64_t, inventory::StockOnHand> on_hand;
  std::unordered_map<std::int64_t, inventory::AskedBefore> asked;
  std::unordered_map<std::int64_t, inventory::StockListLine> levels;
};

void split_flow(Loaded& loaded) {
  const std::span<const DayFlow> days = loaded.flow.days;
  for (std::size_t begin = 0; begin < days.size();) {
    std::size_t end = begin;
    while (end < days.size() && days[end].item_id == days[begin].item_id) ++end;
    loaded.flow_of.emplace(days[begin].item_id, days.subspan(begin, end - begin));
    begin = end;
  }
}

Loaded load_demand(inventory::Connection& connection, std::int64_t county_id,
                   const SuggestionsWanted& wanted) {
  Loaded loaded;
  loaded.policy = load_replenishment_policy(connection, county_id, wanted.today);
  // A period more, as the periods end where the records do.
  const auto days = loaded.policy.period_days * (loaded.policy.periods + 1);
  loaded.flow = inventory::load_facility_flow(
      connection, county_id,
      {wanted.facility_id, wanted.today - std::chrono::days(static_cast<int>(days)), wanted.today});
  split_flow(loaded);
  loaded.on_hand =
      inventory::load_stock_on_hand(connection, county_id, wanted.facility_id, wanted.today);
  loaded.asked = inventory::load_asked_before(connection, county_id, wanted.facility_id,
                                              wanted.but_requisition_id);
  for (auto& line : inventory::load_stock_list(connection, county_id, wanted.facility_id).lines) {
    loaded.levels.emplace(line.item_id, line);
  }
  return loaded;
}

/// The items that are spoken of, when none are named.
std::vector<std::int64_t> items_of_facility(inventory::Connection& connection,
                                            std::int64_t county_id, const Loaded& loaded,
                                            const SuggestionsWanted& wanted) {
  std::unordered_set<std::int64_t> ids;
  const auto add_keys = [&](const auto& known) {
    for (const auto& [id, value] : known) ids.insert(id);
  };
  add_keys(loaded.flow_of);
  add_keys(loaded.on_hand);
  add_keys(loaded.asked);
  add_keys(loaded.levels);
  const auto formulary = inventory::load_formulary_of(
      connection, county_id, {wanted.facility_id, wanted.facility_kind, wanted.today});
  ids.insert(formulary.items().begin(), formulary.items().end());
  return {ids.begin(), ids.end()};
}

/// Those that the facility may ask for, of the page.
std::vector<ItemVersion> requestable(inventory::Connection& connection, std::int64_t county_id,
                                     const SuggestionsWanted& wanted,
                                     std::vector<ItemVersion> items) {
  std::vector<std::string> codes;
  for (const ItemVersion& item : items) codes.push_back(item.item.record.code);
  const ItemStanding standing = load_item_standing(
      connection, county_id, {{wanted.facility_id, wanted.facility_kind, wanted.today}, codes});
  const ItemsWanted regular{"", inventory::RequisitionKind::regular, wanted.facility_id,
                            wanted.facility_kind};
  std::erase_if(items, [&](const ItemVersion& item) {
    return item.item.record.code <= wanted.after_code ||
           why_not(regular, item, standing).has_value();
  });
  if (items.size() > wanted.at_most) {
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(wanted.at_most), items.end());
  }
  return items;
}

template <typename Value>
Value value_or(const std::unordered_map<std::int64_t, Value>& values, std::int64_t id) {
  const auto found = values.find(id);
  return found == values.end() ? Value{} : found->second;
}

ItemDemand demand_of(const ItemVersion& item, const Loaded& loaded) {
  const std::int64_t id = item.item_id;
  ItemDemand demand{id,
                    item.item.record.kind,
                    item.item.record.pack_size,
                    value_or(loaded.flow_of, id),
                    value_or(loaded.on_hand, id),
                    value_or(loaded.asked, id),
                    std::nullopt};
  const auto levels = loaded.levels.find(id);
  if (levels != loaded.levels.end()) demand.levels = levels->second;
  return demand;
}

}  // namespace

Suggestions suggest_quantities(inventory::Connection& connection, std::int64_t county_id,
                               const SuggestionsWanted& wanted) {
  const Loaded loaded = load_demand(connection, county_id, wanted);
  const bool are_named = !wanted.item_ids.empty();
  std::vector<ItemVersion> items = inventory::load_items_by_id(
      connection, county_id, wanted.today,
      are_named ? wanted.item_ids : items_of_facility(connection, county_id, loaded, wanted));
  if (!are_named) items = requestable(connection, county_id, wanted, std::move(items));

  Suggestions answer;
  answer.policy = loaded.policy;
  answer.plan =
      plan_periods(loaded.flow, wanted.today, loaded.policy.period_days, loaded.policy.periods);
  answer.basis = answer.plan.basis;
  std::vector<ItemDemand> demands;
  for (const ItemVersion& item : items) demands.push_back(demand_of(item, loaded));
  std::vector<ItemSuggestion> suggestions =
      suggest_items({answer.plan, wanted.today, wanted.facility_kind, loaded.policy}, demands);
  for (std::size_t i = 0; i < items.size(); ++i) {
    answer.items.push_back({std::move(items[i]), std::move(suggestions[i])});
  }
  return answer;
}

}  // namespace wutong::procurement
