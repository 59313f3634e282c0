#include "procurement/catalogue/import/import_formulary_entries.h"

#include <algorithm>
#include <set>

#include "inventory/tables/item_table.h"
#include "inventory/tables/policy_table.h"
#include "procurement/catalogue/change_formulary.h"
#include "procurement/catalogue/import/formulary_ending.h"
#include "procurement/catalogue/organisation/check_field.h"

namespace wutong::procurement {

using inventory::Date;
using inventory::FormularyEntry;
using inventory::ItemVersion;
using inventory::Tier;

namespace {

std::string what_of(const FormularyRow& row) {
  return row.item_code + " (" + std::string(inventory::to_string(row.tier)) + ")";
}

/// Whether all of an entry's time lies within another's.
bool covers(const FormularyEntry& entry, const FormularyRow& row) {
  return entry.effective_from <= row.effective_from &&
         end_of(row.effective_until) <= end_of(entry.effective_until);
}

void check_texts(const FormularyRow& row) {
  const std::string what = what_of(row);
  check_text({what, "reason"}, row.reason, reason_characters);
  check_optional_text({what, "brand_exception"}, row.brand_exception, reason_characters);
  check_optional_text({what, "removal_reason"}, row.removal_reason, reason_characters);
  check_ending(what, row.effective_from, {row.effective_until, row.removal_reason});
}

}  // namespace

FormularyImport::FormularyImport(inventory::Connection& connection,
                                 const inventory::Recording& recording,
                                 const std::vector<const FormularyRow*>& rows)
    : today_(recording.today) {
  load_items(connection, recording.county_id, rows);
  load_limits(connection, recording.county_id, rows);
}

/// The items that are named, and all of the same generic names, since brands are counted over them.
void FormularyImport::load_items(inventory::Connection& connection, std::int64_t county_id,
                                 const std::vector<const FormularyRow*>& rows) {
  std::set<std::string> codes;
  std::map<Date, std::set<std::string>> codes_on;
  for (const FormularyRow* row : rows) {
    codes.insert(row->item_code);
    if (row->effective_from != today_) codes_on[row->effective_from].insert(row->item_code);
  }
  std::set<std::string> generics;
  for (auto& item :
       inventory::load_items_by_code(connection, county_id, today_, {codes.begin(), codes.end()})) {
    generics.insert(item.item.record.generic_name);
    std::string code = item.item.record.code;
    items_.emplace(std::move(code), std::move(item));
  }
  for (const auto& [day, named] : codes_on) {
    auto& of_day = on_day_[day];
    for (auto& item :
         inventory::load_items_by_code(connection, county_id, day, {named.begin(), named.end()})) {
      of_day.emplace(item.item_id, std::move(item));
    }
  }
  std::unordered_map<std::int64_t, ItemVersion> peers;
  for (auto& item : inventory::load_items_by_generic(connection, county_id, today_,
                                                     {generics.begin(), generics.end()})) {
    peers.emplace(item.item_id, std::move(item));
  }
  std::vector<std::int64_t> ids;
  for (const auto& [id, item] : peers) ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  for (auto& entry : inventory::load_formulary_entries(connection, county_id, ids)) {
    count_brand(entry, peers.at(entry.item_id));
    of_item_[entry.item_id].push_back(std::move(entry));
  }
}

void FormularyImport::load_limits(inventory::Connection& connection, std::int64_t county_id,
                                  const std::vector<const FormularyRow*>& rows) {
  for (const FormularyRow* row : rows)
    limits_.emplace(std::max(row->effective_from, today_), std::nullopt);
  for (auto& [day, limit] : limits_) {
    limit = inventory::policy_integer(connection, county_id, "formulary",
                                      "brands_per_generic_and_route", day);
  }
}

const ItemVersion& FormularyImport::item_of(const FormularyRow& row) const {
  const auto found = items_.find(row.item_code);
  if (found == items_.end()) throw RowRefused("item", Refusal::item_unknown, {row.item_code});
  return found->second;
}

const ItemVersion& FormularyImport::item_on(const ItemVersion& item, Date day) const {
  const auto of_day = on_day_.find(day);
  if (of_day == on_day_.end()) return item;
  const auto found = of_day->second.find(item.item_id);
  return found == of_day->second.end() ? item : found->second;
}

void FormularyImport::count_brand(const FormularyEntry& entry, const ItemVersion& item) {
  const auto [generic, route] = brand_group_of(item);
  Date& until = brands_[{entry.tier, generic, route}][brand_of(item)];
  until = std::max(until, end_of(entry.effective_until));
}

std::int64_t FormularyImport::rank(const FormularyRow& row) const {
  const auto tier = static_cast<std::int64_t>(row.tier);  // village 0, township 1, county 2
  const auto item = items_.find(row.item_code);
  if (item != items_.end()) {
    const auto entries = of_item_.find(item->second.item_id);
    if (entries != of_item_.end() &&
        std::any_of(entries->second.begin(), entries->second.end(), [&](const auto& entry) {
          return entry.tier == row.tier && entry.effective_from == row.effective_from;
        })) {
      return tier;
    }
  }
  constexpr std::int64_t after_what_ends = 6;
  return after_what_ends - tier;
}

void FormularyImport::check_removal(const FormularyRow& row, const FormularyEntry& entry) const {
  check_ends_ahead(what_of(row), *row.effective_until, today_);
  const ItemVersion& item = item_of(row);
  if (row.tier == Tier::village || item.item.detail.primary_level_only) return;
  const Tier lower = row.tier == Tier::county ? Tier::township : Tier::village;
  for (const FormularyEntry& other : of_item_.at(entry.item_id)) {
    if (other.tier == lower && end_of(other.effective_until) > *row.effective_until) {
      throw RowRefused(
          "effective_until", Refusal::formulary_still_in_lower_tier,
          {row.item_code, std::string(inventory::to_string(row.tier)),
           std::string(inventory::to_string(lower)), inventory::to_string(*row.effective_until)});
    }
  }
}

Taken FormularyImport::end(const FormularyRow& row, FormularyEntry& entry) {
  const std::string what = what_of(row);
  require_as_recorded(what, {{"reason", entry.reason, row.reason},
                             {"brand_exception", entry.brand_exception, row.brand_exception}});
  if (!is_ended_by(what, {entry.effective_until, entry.removal_reason},
                   {row.effective_until, row.removal_reason})) {
    return Taken::unchanged;
  }
  check_text({what, "removal_reason"}, row.removal_reason, reason_characters);
  check_removal(row, entry);
  entry.effective_until = row.effective_until;
  entry.removal_reason = row.removal_reason;
  changed_[{entry.tier, entry.item_id, entry.effective_from}] = entry;
  return Taken::changed;
}

void FormularyImport::check_higher_tier(const FormularyRow& row, const ItemVersion& item) const {
  if (row.tier == Tier::county ||
      item_on(item, row.effective_from).item.detail.primary_level_only) {
    return;
  }
  const Tier higher = row.tier == Tier::village ? Tier::township : Tier::county;
  const auto entries = of_item_.find(item.item_id);
  if (entries != of_item_.end() &&
      std::any_of(entries->second.begin(), entries->second.end(),
                  [&](const auto& entry) { return entry.tier == higher && covers(entry, row); })) {
    return;
  }
  throw RowRefused(
      "tier", Refusal::formulary_not_in_higher_tier,
      {row.item_code, std::string(inventory::to_string(row.tier)),
       std::string(inventory::to_string(higher)), inventory::to_string(row.effective_from)});
}

/// What has begun before is judged by the limit of today; what is over by none.
void FormularyImport::check_brands_of(const FormularyRow& row, const ItemVersion& item) const {
  if (row.effective_until && *row.effective_until <= today_) return;
  const Date day = std::max(row.effective_from, today_);
  const std::optional<std::int64_t> limit = limits_.at(day);
  if (!limit) {
    throw RowRefused("effective_from", Refusal::policy_not_in_force,
                     {"formulary", inventory::to_string(day), "brands_per_generic_and_route"});
  }
  if (!row.brand_exception.empty()) return;
  const ItemVersion& then = item_on(item, row.effective_from);
  const auto [generic, route] = brand_group_of(then);
  const auto group = brands_.find({row.tier, generic, route});
  if (group == brands_.end()) return;
  std::int64_t brands = 1;
  for (const auto& [brand, until] : group->second) {
    if (until <= row.effective_from) continue;
    if (brand == brand_of(then)) return;  // a further pack or strength of it takes no slot
    ++brands;
  }
  if (brands > *limit) {
    throw RowRefused("item", Refusal::formulary_too_many_brands,
                     {row.item_code, std::string(inventory::to_string(row.tier)), generic, route,
                      std::to_string(brands), std::to_string(*limit)});
  }
}

void FormularyImport::check_beginning(const FormularyRow& row, const ItemVersion& item) const {
  const auto entries = of_item_.find(item.item_id);
  if (entries != of_item_.end() &&
      std::any_of(entries->second.begin(), entries->second.end(), [&](const auto& entry) {
        return entry.tier == row.tier && overlaps(entry, row);
      })) {
    throw RowRefused("effective_from", Refusal::formulary_already_holds,
                     {row.item_code, std::string(inventory::to_string(row.tier)),
                      inventory::to_string(row.effective_from)});
  }
  if (row.effective_until)
    check_text({what_of(row), "removal_reason"}, row.removal_reason, reason_characters);
  check_higher_tier(row, item);
  check_brands_of(row, item);
}

Taken FormularyImport::take(const FormularyRow& row) {
  const ItemVersion& item = item_of(row);
  check_texts(row);
  auto& entries = of_item_[item.item_id];
  for (FormularyEntry& entry : entries) {
    if (entry.tier == row.tier && entry.effective_from == row.effective_from) {
      return end(row, entry);
    }
  }
  check_beginning(row, item);
  FormularyEntry entry{row.tier,   item.item_id,        row.effective_from, row.effective_until,
                       row.reason, row.brand_exception, row.removal_reason};
  count_brand(entry, item_on(item, row.effective_from));
  changed_[{entry.tier, entry.item_id, entry.effective_from}] = entry;
  entries.push_back(std::move(entry));
  return Taken::registered;
}

void FormularyImport::write(inventory::Connection& connection,
                            const inventory::Recording& recording) const {
  std::vector<FormularyEntry> entries;
  for (const auto& [key, entry] : changed_) entries.push_back(entry);
  inventory::save_formulary_entries(connection, recording.county_id, entries);
}

}  // namespace wutong::procurement
