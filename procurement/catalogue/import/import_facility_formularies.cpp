#include "procurement/catalogue/import/import_facility_formularies.h"

#include <algorithm>

#include "inventory/tables/facility_history_table.h"
#include "inventory/tables/item_table.h"
#include "procurement/catalogue/import/formulary_ending.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/organisation/check_place.h"

namespace wutong::procurement {

using inventory::Date;
using inventory::FacilityFormularyEntry;
using inventory::Tier;

namespace {

std::string what_of(const FacilityFormularyRow& row) {
  return row.item_code + " (" + row.facility_code + ")";
}

void check_texts(const FacilityFormularyRow& row) {
  const std::string what = what_of(row);
  check_text({what, "reason"}, row.reason, reason_characters);
  if (row.effective_until) {
    check_text({what, "removal_reason"}, row.removal_reason, reason_characters);
  }
  check_ending(what, row.effective_from, {row.effective_until, row.removal_reason});
}

}  // namespace

FacilityFormularyImport::FacilityFormularyImport(
    inventory::Connection& connection, const inventory::Recording& recording,
    const std::vector<const FacilityFormularyRow*>& rows)
    : today_(recording.today),
      history_(inventory::load_facility_history(connection, recording.county_id)) {
  std::vector<std::string> codes;
  for (const FacilityFormularyRow* row : rows) codes.push_back(row->item_code);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  std::vector<std::int64_t> ids;
  for (const auto& item :
       inventory::load_items_by_code(connection, recording.county_id, today_, codes)) {
    items_.emplace(item.item.record.code, item.item_id);
    ids.push_back(item.item_id);
  }
  for (auto& entry : inventory::load_formulary_entries(connection, recording.county_id, ids)) {
    of_tiers_[entry.item_id].push_back(std::move(entry));
  }
  for (auto& entry :
       inventory::load_all_facility_formulary_entries(connection, recording.county_id)) {
    chosen_[{entry.facility_id, entry.item_id}].push_back(std::move(entry));
  }
}

Tier FacilityFormularyImport::tier_in(const FacilityFormularyRow& row) const {
  const auto* version = history_.version_on(history_.id_of(row.facility_code), row.effective_from);
  if (version->kind == inventory::FacilityKind::centre) {
    throw RowRefused("facility", Refusal::facility_formulary_of_centre, {row.facility_code});
  }
  return inventory::tier_of(version->kind);
}

void FacilityFormularyImport::check_beginning(
    const FacilityFormularyRow& row, std::int64_t item_id,
    const std::vector<FacilityFormularyEntry>& entries) const {
  const Tier tier = tier_in(row);
  const std::string day = inventory::to_string(row.effective_from);
  if (std::any_of(entries.begin(), entries.end(),
                  [&](const FacilityFormularyEntry& entry) { return overlaps(entry, row); })) {
    throw RowRefused("effective_from", Refusal::formulary_already_holds,
                     {row.item_code, row.facility_code, day});
  }
  const auto of_tiers = of_tiers_.find(item_id);
  if (of_tiers != of_tiers_.end() &&
      std::any_of(of_tiers->second.begin(), of_tiers->second.end(), [&](const auto& entry) {
        return entry.tier == tier && inventory::holds_on(entry, row.effective_from);
      })) {
    return;
  }
  throw RowRefused(
      "item", Refusal::formulary_not_in_higher_tier,
      {row.item_code, row.facility_code, std::string(inventory::to_string(tier)), day});
}

Taken FacilityFormularyImport::end(const FacilityFormularyRow& row, FacilityFormularyEntry& entry) {
  const std::string what = what_of(row);
  require_as_recorded(what, {{"reason", entry.reason, row.reason}});
  if (!is_ended_by(what, {entry.effective_until, entry.removal_reason},
                   {row.effective_until, row.removal_reason})) {
    return Taken::unchanged;
  }
  check_ends_ahead(what, *row.effective_until, today_);
  entry.effective_until = row.effective_until;
  entry.removal_reason = row.removal_reason;
  changed_.insert_or_assign({entry.facility_id, entry.item_id, entry.effective_from}, entry);
  return Taken::changed;
}

Taken FacilityFormularyImport::take(const FacilityFormularyRow& row) {
  const auto item = items_.find(row.item_code);
  if (item == items_.end()) throw RowRefused("item", Refusal::item_unknown, {row.item_code});
  check_texts(row);
  const std::int64_t facility_id = require_facility(history_, row.facility_code);
  auto& entries = chosen_[{facility_id, item->second}];
  for (FacilityFormularyEntry& entry : entries) {
    if (entry.effective_from == row.effective_from) return end(row, entry);
  }
  require_member(history_, row.facility_code, row.effective_from);
  check_beginning(row, item->second, entries);
  entries.push_back({facility_id, item->second, row.effective_from, row.effective_until, row.reason,
                     row.removal_reason});
  changed_.insert_or_assign({facility_id, item->second, row.effective_from}, entries.back());
  return Taken::registered;
}

void FacilityFormularyImport::write(inventory::Connection& connection,
                                    const inventory::Recording& recording) const {
  std::vector<FacilityFormularyEntry> entries;
  for (const auto& [key, entry] : changed_) entries.push_back(entry);
  inventory::save_facility_formulary_entries(connection, recording.county_id, entries);
}

}  // namespace wutong::procurement
