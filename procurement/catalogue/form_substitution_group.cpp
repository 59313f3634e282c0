#include "procurement/catalogue/form_substitution_group.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "inventory/answer.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/item_status_table.h"
#include "inventory/tables/item_table.h"
#include "procurement/catalogue/named_items.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Date;
using inventory::ItemVersion;

namespace {

struct Trait {
  const char* field;
  const std::string& (*of)(const ItemVersion&);
};
using Item = const ItemVersion&;
constexpr std::array<Trait, 4> traits{{
    {"generic_name", [](Item i) -> const std::string& { return i.item.record.generic_name; }},
    {"route", [](Item i) -> const std::string& { return i.item.detail.route; }},
    {"form_family", [](Item i) -> const std::string& { return i.item.detail.form_family; }},
    {"strength", [](Item i) -> const std::string& { return i.item.record.strength; }},
}};

std::vector<ItemVersion> load_group(inventory::Connection& connection, std::int64_t county_id,
                                    const std::string& name, Date day) {
  inventory::ItemFilter filter;
  filter.substitution_group = name;
  return inventory::list_items(connection, county_id, day, filter, "",
                               std::numeric_limits<int>::max());
}

void check_group(const SubstitutionGroup& group, const std::vector<ItemVersion>& named,
                 Date today) {
  if (group.day < today) {
    throw Refused(Refusal::item_day_past,
                  {group.name, inventory::to_string(group.day), inventory::to_string(today)});
  }
  if (group.name.empty()) {
    throw Refused(Refusal::item_value_not_allowed,
                  {group.codes.empty() ? "" : group.codes.front(), "substitution_group", ""});
  }
  require_named(named, group.codes);
}

/// The versions by which these items come into the group of that name; empty: into none.
std::vector<ItemVersion> decide_members(const SubstitutionGroup& group, const std::string& name,
                                        const std::vector<ItemVersion>& named) {
  std::vector<ItemVersion> changed;
  for (ItemVersion item : named) {
    if (item.item.record.substitution_group == name) continue;
    item.item.record.substitution_group = name;
    item.version = ++item.last_version;
    item.effective_from = group.day;
    changed.push_back(std::move(item));
  }
  return changed;
}

}  // namespace

void check_substitutes(const std::vector<ItemVersion>& items) {
  for (const ItemVersion& item : items) {
    const ItemVersion& first = items.front();
    for (const auto& [field, of] : traits) {
      // What is not known cannot be called equal.
      if (of(item) == of(first) && !of(item).empty()) continue;
      throw Refused(Refusal::substitution_not_allowed,
                    {first.item.record.code, item.item.record.code, field, of(first), of(item)});
    }
  }
}

std::string form_substitution_group(inventory::Connection& connection, std::int64_t county_id,
                                    const SubstitutionGroup& group, Date today) {
  inventory::lock_county(connection, county_id);
  inventory::lock_items(connection, county_id, group.codes);
  const auto named = inventory::load_items_by_code(connection, county_id, group.day, group.codes);
  check_group(group, named, today);
  auto members = load_group(connection, county_id, group.name, group.day);
  members.insert(members.end(), named.begin(), named.end());
  check_substitutes(members);
  const auto changed = decide_members(group, group.name, named);
  inventory::save_item_versions(connection, county_id, today, changed);
  return inventory::answer_of({{"items", static_cast<std::int64_t>(changed.size())}});
}

std::string leave_substitution_group(inventory::Connection& connection, std::int64_t county_id,
                                     const SubstitutionGroup& group, Date today) {
  inventory::lock_county(connection, county_id);
  inventory::lock_items(connection, county_id, group.codes);
  const auto named = inventory::load_items_by_code(connection, county_id, group.day, group.codes);
  check_group(group, named, today);
  for (const ItemVersion& item : named) {
    const inventory::ItemRecord& record = item.item.record;
    if (record.substitution_group == group.name) continue;
    throw Refused(Refusal::item_value_not_allowed,
                  {record.code, "substitution_group", record.substitution_group});
  }
  const auto changed = decide_members(group, "", named);
  inventory::save_item_versions(connection, county_id, today, changed);
  return inventory::answer_of({{"items", static_cast<std::int64_t>(changed.size())}});
}

std::vector<ItemVersion> substitutes_of(inventory::Connection& connection, std::int64_t county_id,
                                        const std::string& code, inventory::Tier tier, Date as_of) {
  const auto item = inventory::load_items_by_code(connection, county_id, as_of, {code});
  if (item.empty() || item.front().item.record.substitution_group.empty()) return {};
  auto members =
      load_group(connection, county_id, item.front().item.record.substitution_group, as_of);
  std::vector<std::string> codes;
  for (const ItemVersion& member : members) codes.push_back(member.item.record.code);
  const auto statuses = inventory::load_item_status(connection, county_id, as_of, codes);
  const auto formulary = inventory::load_formulary(connection, county_id, tier, as_of);
  std::erase_if(members, [&](const ItemVersion& member) {
    const auto status = statuses.find(member.item_id);
    return member.item.record.code == code ||
           (status != statuses.end() && !status->second.enabled) ||
           !std::binary_search(formulary.begin(), formulary.end(), member.item_id);
  });
  return members;
}

}  // namespace wutong::procurement
