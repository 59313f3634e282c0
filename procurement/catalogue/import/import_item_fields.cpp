#include "procurement/catalogue/import/import_item_fields.h"

#include <algorithm>
#include <set>
#include <utility>

#include "inventory/tables/item_table.h"
#include "procurement/catalogue/change_formulary.h"
#include "procurement/catalogue/change_item.h"
#include "procurement/catalogue/form_substitution_group.h"

namespace wutong::procurement {

using inventory::ItemVersion;

namespace {

std::unordered_map<std::string, ItemVersion> by_code(std::vector<ItemVersion> items) {
  std::unordered_map<std::string, ItemVersion> known;
  for (ItemVersion& item : items) {
    std::string code = item.item.record.code;
    known.emplace(std::move(code), std::move(item));
  }
  return known;
}

const ItemVersion& require_item(const std::unordered_map<std::string, ItemVersion>& items,
                                std::string_view column, const std::string& code) {
  const auto found = items.find(code);
  if (found == items.end()) throw RowRefused(column, Refusal::item_unknown, {code});
  return found->second;
}

/// The figures are those of a fault of a cell: file, row, column, what stands there.
void require_first_row(std::unordered_set<std::string>& seen, std::string_view column,
                       const std::string& code) {
  if (seen.insert(code).second) return;
  throw RowRefused(column, Refusal::duplicate_key, {"", "", std::string(column), code});
}

ItemVersion next_version(ItemVersion item, inventory::Date today) {
  item.version = ++item.last_version;
  item.effective_from = std::max(today, item.effective_from);
  return item;
}

}  // namespace

ItemDetailImport::ItemDetailImport(inventory::Connection& connection,
                                   const inventory::Recording& recording,
                                   const std::vector<const ItemDetailRow*>& rows)
    : today_(recording.today) {
  std::vector<std::string> codes;
  for (const ItemDetailRow* row : rows) codes.push_back(row->code);
  items_ = by_code(inventory::load_items_by_code(connection, recording.county_id, today_, codes));
  std::vector<std::int64_t> ids;
  for (const auto& [code, item] : items_) ids.push_back(item.item_id);
  for (auto& entry : inventory::load_formulary_entries(connection, recording.county_id, ids)) {
    entries_[entry.item_id].push_back(std::move(entry));
  }
}

Taken ItemDetailImport::take(const ItemDetailRow& row) {
  const ItemVersion& item = require_item(items_, "code", row.code);
  if (!(item.item.detail == row.detail)) check_item_values({item.item.record, row.detail});
  ItemVersion changed = next_version(item, today_);
  changed.item.detail = row.detail;
  const auto entries = entries_.find(item.item_id);
  if (entries != entries_.end()) check_entries_to_come(changed, entries->second);
  require_first_row(seen_, "code", row.code);
  if (item.item.detail == row.detail) return Taken::unchanged;
  changed_.push_back(std::move(changed));
  return Taken::changed;
}

void ItemDetailImport::write(inventory::Connection& connection,
                             const inventory::Recording& recording) const {
  inventory::save_item_versions(connection, recording.county_id, today_, changed_);
}

SubstitutionImport::SubstitutionImport(inventory::Connection& connection,
                                       const inventory::Recording& recording,
                                       const std::vector<const SubstitutionRow*>& rows)
    : today_(recording.today) {
  std::vector<std::string> codes;
  std::set<std::string> groups;
  for (const SubstitutionRow* row : rows) {
    codes.push_back(row->item_code);
    if (!row->group.empty()) groups.insert(row->group);
  }
  items_ = by_code(inventory::load_items_by_code(connection, recording.county_id, today_, codes));
  for (ItemVersion& member : inventory::load_items_by_group(connection, recording.county_id, today_,
                                                            {groups.begin(), groups.end()})) {
    if (items_.contains(member.item.record.code)) continue;
    std::string group = member.item.record.substitution_group;
    member_of_.emplace(std::move(group), std::move(member));
  }
}

Taken SubstitutionImport::take(const SubstitutionRow& row) {
  const ItemVersion& item = require_item(items_, "item", row.item_code);
  if (!row.group.empty()) {
    const auto member = member_of_.find(row.group);
    check_substitutes(member == member_of_.end() ? std::vector{item}
                                                 : std::vector{member->second, item});
  }
  require_first_row(seen_, "item", row.item_code);
  if (!row.group.empty()) member_of_.emplace(row.group, item);
  if (item.item.record.substitution_group == row.group) return Taken::unchanged;
  ItemVersion changed = next_version(item, today_);
  changed.item.record.substitution_group = row.group;
  changed_.push_back(std::move(changed));
  return Taken::changed;
}

void SubstitutionImport::write(inventory::Connection& connection,
                               const inventory::Recording& recording) const {
  inventory::save_item_versions(connection, recording.county_id, today_, changed_);
}

}  // namespace wutong::procurement
