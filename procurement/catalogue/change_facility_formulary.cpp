#include "procurement/catalogue/change_facility_formulary.h"

#include <algorithm>
#include <unordered_map>

#include "inventory/answer.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/facility_history_table.h"
#include "inventory/tables/item_table.h"
#include "procurement/catalogue/named_items.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Date;
using inventory::FacilityFormulary;
using inventory::FacilityFormularyEntry;
using inventory::FormularyUser;
using inventory::ItemVersion;

namespace {

using Ids = std::vector<std::int64_t>;
using Entries = std::unordered_map<std::int64_t, std::vector<FacilityFormularyEntry>>;

void check_day_and_reason(const FacilityFormularyChange& change, Date today) {
  if (change.day < today) {
    throw Refused(Refusal::item_day_past, {change.facility_code, inventory::to_string(change.day),
                                           inventory::to_string(today)});
  }
  if (change.reason.empty()) throw Refused(Refusal::item_reason_missing, {change.facility_code});
}

/// The facility on the day of the change, with the county's catalogue locked.
FormularyUser lock_user(inventory::Connection& connection, std::int64_t county_id,
                        const FacilityFormularyChange& change) {
  inventory::lock_county(connection, county_id);
  const auto history = inventory::load_facility_history(connection, county_id);
  const std::int64_t facility_id = history.id_of(change.facility_code);
  if (facility_id == 0) throw Refused(Refusal::facility_not_known, {change.facility_code});
  const auto* version = history.version_on(facility_id, change.day);
  if (version == nullptr || !history.is_member(facility_id, change.day)) {
    throw Refused(Refusal::facility_not_member,
                  {change.facility_code, inventory::to_string(change.day)});
  }
  if (version->kind == inventory::FacilityKind::centre) {
    throw Refused(Refusal::facility_formulary_of_centre, {change.facility_code});
  }
  return {facility_id, version->kind, change.day};
}

Entries load_entries(inventory::Connection& connection, std::int64_t county_id,
                     std::int64_t facility_id, const Ids& ids) {
  Entries entries;
  for (auto& entry :
       inventory::load_facility_formulary_entries(connection, county_id, facility_id, ids)) {
    entries[entry.item_id].push_back(std::move(entry));
  }
  return entries;
}

std::string save_open_entries(inventory::Connection& connection, std::int64_t county_id,
                              const FacilityFormularyChange& change, std::int64_t facility_id,
                              const Ids& ids) {
  std::vector<FacilityFormularyEntry> added;
  for (const std::int64_t id : ids) {
    added.push_back({facility_id, id, change.day, std::nullopt, change.reason});
  }
  inventory::save_facility_formulary_entries(connection, county_id, added);
  return inventory::answer_of({{"items", static_cast<std::int64_t>(added.size())}});
}

}  // namespace

void check_facility_beginning(const FacilityFormularyChange& change,
                              const std::optional<Date>& begun_on,
                              const FacilityFormulary& formulary) {
  if (begun_on) {
    throw Refused(Refusal::facility_formulary_already_begun,
                  {change.facility_code, inventory::to_string(*begun_on)});
  }
  if (formulary.of_tier.empty()) {
    throw Refused(Refusal::facility_formulary_tier_has_none,
                  {change.facility_code, std::string(inventory::to_string(formulary.tier)),
                   inventory::to_string(change.day)});
  }
}

void check_facility_addition(const FacilityFormularyChange& change, const ItemVersion& item,
                             const std::vector<FacilityFormularyEntry>& entries_of_item,
                             const FacilityFormulary& formulary) {
  const std::string& code = item.item.record.code;
  const std::string day = inventory::to_string(change.day);
  if (!formulary.of_tier.contains(item.item_id)) {
    throw Refused(
        Refusal::formulary_not_in_higher_tier,
        {code, change.facility_code, std::string(inventory::to_string(formulary.tier)), day});
  }
  // The entry to come is open: one that ends later, or begins later, would overlap it.
  for (const FacilityFormularyEntry& entry : entries_of_item) {
    if (!entry.effective_until || change.day < *entry.effective_until) {
      throw Refused(Refusal::formulary_already_holds, {code, change.facility_code, day});
    }
  }
}

void check_facility_removal(const FacilityFormularyChange& change, const ItemVersion& item,
                            const std::vector<FacilityFormularyEntry>& entries_of_item) {
  if (std::none_of(entries_of_item.begin(), entries_of_item.end(), [&](const auto& entry) {
        return !entry.effective_until && entry.effective_from < change.day;
      })) {
    throw Refused(Refusal::formulary_does_not_hold,
                  {item.item.record.code, change.facility_code, inventory::to_string(change.day)});
  }
}

std::string begin_facility_formulary(inventory::Connection& connection, std::int64_t county_id,
                                     const FacilityFormularyChange& change, Date today) {
  check_day_and_reason(change, today);
  const FormularyUser user = lock_user(connection, county_id, change);
  const auto begun_on =
      inventory::facility_formulary_begin(connection, county_id, user.facility_id);
  const auto formulary = inventory::load_formulary_of(connection, county_id, user);
  check_facility_beginning(change, begun_on, formulary);
  Ids ids(formulary.of_tier.begin(), formulary.of_tier.end());
  std::sort(ids.begin(), ids.end());  // in the order of the primary key
  return save_open_entries(connection, county_id, change, user.facility_id, ids);
}

std::string add_to_facility_formulary(inventory::Connection& connection, std::int64_t county_id,
                                      const FacilityFormularyChange& change, Date today) {
  check_day_and_reason(change, today);
  const FormularyUser user = lock_user(connection, county_id, change);
  const auto items = lock_named_items(connection, county_id, change.day, change.codes);
  const Ids ids = ids_of(items);
  Entries entries = load_entries(connection, county_id, user.facility_id, ids);
  const auto formulary = inventory::load_formulary_of(connection, county_id, user);
  for (const ItemVersion& item : items) {
    check_facility_addition(change, item, entries[item.item_id], formulary);
  }
  return save_open_entries(connection, county_id, change, user.facility_id, ids);
}

std::string remove_from_facility_formulary(inventory::Connection& connection,
                                           std::int64_t county_id,
                                           const FacilityFormularyChange& change, Date today) {
  check_day_and_reason(change, today);
  const FormularyUser user = lock_user(connection, county_id, change);
  const auto begun_on =
      inventory::facility_formulary_begin(connection, county_id, user.facility_id);
  if (!begun_on || change.day < *begun_on) {
    throw Refused(Refusal::facility_formulary_not_begun,
                  {change.facility_code, inventory::to_string(change.day)});
  }
  const auto items = lock_named_items(connection, county_id, change.day, change.codes);
  const Ids ids = ids_of(items);
  Entries entries = load_entries(connection, county_id, user.facility_id, ids);
  for (const ItemVersion& item : items) {
    check_facility_removal(change, item, entries[item.item_id]);
  }
  inventory::end_facility_formulary_entries(connection, county_id, user.facility_id, ids,
                                            change.day, change.reason);
  return inventory::answer_of({{"items", static_cast<std::int64_t>(ids.size())}});
}

}  // namespace wutong::procurement
