#include "procurement/catalogue/change_formulary.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "inventory/answer.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/item_table.h"
#include "inventory/tables/policy_table.h"
#include "procurement/catalogue/named_items.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Date;
using inventory::FormularyEntry;
using inventory::ItemVersion;
using inventory::Tier;

namespace {

using Entries = std::unordered_map<std::int64_t, std::vector<FormularyEntry>>;

Tier higher_tier(Tier tier) {
  return tier == Tier::village ? Tier::township : Tier::county;
}

bool lasts_beyond(const FormularyEntry& entry, Date day) {
  return !entry.effective_until || day < *entry.effective_until;
}

void check_day_and_reason(const FormularyChange& change, Date today) {
  const std::string tier(inventory::to_string(change.tier));
  if (change.day < today) {
    throw Refused(Refusal::item_day_past,
                  {tier, inventory::to_string(change.day), inventory::to_string(today)});
  }
  if (change.reason.empty()) throw Refused(Refusal::item_reason_missing, {tier});
}

std::vector<ItemVersion> load_named(inventory::Connection& connection, std::int64_t county_id,
                                    const FormularyChange& change) {
  inventory::lock_county(connection, county_id);
  return lock_named_items(connection, county_id, change.day, change.codes);
}

Entries load_entries(inventory::Connection& connection, std::int64_t county_id,
                     const std::vector<ItemVersion>& items) {
  Entries entries;
  for (auto& entry : inventory::load_formulary_entries(connection, county_id, ids_of(items))) {
    entries[entry.item_id].push_back(std::move(entry));
  }
  return entries;
}

std::int64_t load_brand_limit(inventory::Connection& connection, std::int64_t county_id, Date day) {
  const auto limit = inventory::policy_integer(connection, county_id, "formulary",
                                               "brands_per_generic_and_route", day);
  if (!limit) {
    throw Refused(Refusal::policy_not_in_force,
                  {"formulary", inventory::to_string(day), "brands_per_generic_and_route"});
  }
  return *limit;
}

/// The items of the same generics that are, or are planned to be, in the tier's formulary.
std::vector<ItemVersion> load_present(inventory::Connection& connection, std::int64_t county_id,
                                      const FormularyChange& change,
                                      const std::vector<ItemVersion>& added) {
  std::set<std::string> generics;
  for (const ItemVersion& item : added) generics.insert(item.item.record.generic_name);
  auto peers = inventory::load_items_by_generic(connection, county_id, change.day,
                                                {generics.begin(), generics.end()});
  const Entries entries = load_entries(connection, county_id, peers);
  std::erase_if(peers, [&](const ItemVersion& peer) {
    const auto found = entries.find(peer.item_id);
    return found == entries.end() ||
           std::none_of(found->second.begin(), found->second.end(), [&](const auto& entry) {
             return entry.tier == change.tier && lasts_beyond(entry, change.day);
           });
  });
  return peers;
}

const std::vector<FormularyEntry>& entries_of(const Entries& entries, const ItemVersion& item) {
  static const std::vector<FormularyEntry> none;
  const auto found = entries.find(item.item_id);
  return found == entries.end() ? none : found->second;
}

}  // namespace

GenericAndRoute brand_group_of(const ItemVersion& item) {
  const auto& [record, detail] = item.item;
  return {record.generic_name, detail.route.empty() ? record.form : detail.route};
}

Brand brand_of(const ItemVersion& item) {
  return {item.item.record.manufacturer, item.item.record.trade_name};
}

void check_addition(const FormularyChange& change, const ItemVersion& item,
                    const std::vector<FormularyEntry>& entries_of_item) {
  const std::string& code = item.item.record.code;
  const std::string tier(inventory::to_string(change.tier));
  for (const FormularyEntry& entry : entries_of_item) {
    if (entry.tier == change.tier && lasts_beyond(entry, change.day)) {
      throw Refused(Refusal::formulary_already_holds,
                    {code, tier, inventory::to_string(change.day)});
    }
  }
  if (change.tier == Tier::county || item.item.detail.primary_level_only) return;
  const Tier higher = higher_tier(change.tier);
  for (const FormularyEntry& entry : entries_of_item) {
    // The entry to come is open, so only an open one can hold it.
    if (entry.tier == higher && entry.effective_from <= change.day && !entry.effective_until) {
      return;
    }
  }
  throw Refused(
      Refusal::formulary_not_in_higher_tier,
      {code, tier, std::string(inventory::to_string(higher)), inventory::to_string(change.day)});
}

void check_removal(const FormularyChange& change, const ItemVersion& item,
                   const std::vector<FormularyEntry>& entries_of_item) {
  const std::string& code = item.item.record.code;
  const std::string tier(inventory::to_string(change.tier));
  const std::string day = inventory::to_string(change.day);
  if (std::none_of(entries_of_item.begin(), entries_of_item.end(), [&](const auto& entry) {
        return entry.tier == change.tier && !entry.effective_until &&
               entry.effective_from < change.day;
      })) {
    throw Refused(Refusal::formulary_does_not_hold, {code, tier, day});
  }
  if (change.tier == Tier::village || item.item.detail.primary_level_only) return;
  const Tier lower = change.tier == Tier::county ? Tier::township : Tier::village;
  for (const FormularyEntry& entry : entries_of_item) {
    if (entry.tier == lower && lasts_beyond(entry, change.day)) {
      throw Refused(Refusal::formulary_still_in_lower_tier,
                    {code, tier, std::string(inventory::to_string(lower)), day});
    }
  }
}

void check_entries_to_come(const ItemVersion& item,
                           const std::vector<FormularyEntry>& entries_of_item) {
  if (item.item.detail.primary_level_only) return;
  for (const FormularyEntry& entry : entries_of_item) {
    if (entry.tier == Tier::county || entry.effective_from < item.effective_from) continue;
    const Tier higher = higher_tier(entry.tier);
    if (std::any_of(entries_of_item.begin(), entries_of_item.end(), [&](const auto& other) {
          return other.tier == higher && other.effective_from <= entry.effective_from &&
                 (!other.effective_until ||
                  (entry.effective_until && *entry.effective_until <= *other.effective_until));
        })) {
      continue;
    }
    throw Refused(
        Refusal::formulary_not_in_higher_tier,
        {item.item.record.code, std::string(inventory::to_string(entry.tier)),
         std::string(inventory::to_string(higher)), inventory::to_string(entry.effective_from)});
  }
}

void check_brands(const FormularyChange& change, const std::vector<ItemVersion>& added,
                  const std::vector<ItemVersion>& present, std::int64_t limit) {
  if (!change.brand_exception.empty()) return;
  std::map<GenericAndRoute, std::set<Brand>> brands;
  for (const ItemVersion& item : present) brands[brand_group_of(item)].insert(brand_of(item));
  for (const ItemVersion& item : added) {
    const auto group = brand_group_of(item);
    auto& known = brands[group];
    // A further pack or strength of a brand that is there already takes no slot.
    if (known.insert(brand_of(item)).second && std::cmp_greater(known.size(), limit)) {
      throw Refused(
          Refusal::formulary_too_many_brands,
          {item.item.record.code, std::string(inventory::to_string(change.tier)), group.first,
           group.second, std::to_string(known.size()), std::to_string(limit)});
    }
  }
}

std::string add_to_formulary(inventory::Connection& connection, std::int64_t county_id,
                             const FormularyChange& change, Date today) {
  check_day_and_reason(change, today);
  const auto items = load_named(connection, county_id, change);
  const Entries entries = load_entries(connection, county_id, items);
  for (const ItemVersion& item : items) check_addition(change, item, entries_of(entries, item));
  const std::int64_t limit = load_brand_limit(connection, county_id, change.day);
  check_brands(change, items, load_present(connection, county_id, change, items), limit);
  std::vector<FormularyEntry> added;
  for (const ItemVersion& item : items) {
    added.push_back({change.tier, item.item_id, change.day, std::nullopt, change.reason,
                     change.brand_exception});
  }
  inventory::save_formulary_entries(connection, county_id, added);
  return inventory::answer_of({{"items", static_cast<std::int64_t>(added.size())}});
}

std::string remove_from_formulary(inventory::Connection& connection, std::int64_t county_id,
                                  const FormularyChange& change, Date today) {
  check_day_and_reason(change, today);
  const auto items = load_named(connection, county_id, change);
  const Entries entries = load_entries(connection, county_id, items);
  for (const ItemVersion& item : items) check_removal(change, item, entries_of(entries, item));
  inventory::end_formulary_entries(connection, county_id, change.tier, ids_of(items), change.day,
                                   change.reason);
  return inventory::answer_of({{"items", static_cast<std::int64_t>(items.size())}});
}

}  // namespace wutong::procurement
