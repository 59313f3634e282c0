#include "procurement/catalogue/import/import_licences.h"

#include <fmt/format.h>

#include <utility>

#include "inventory/identifier.h"
#include "inventory/tables/master_tables.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/suppliers/record_licence.h"

namespace wutong::procurement {

using inventory::SupplierLicence;

namespace {

std::string number_key(const std::string& supplier_code, inventory::LicenceKind kind,
                       const std::string& licence_no) {
  return fmt::format("{}\n{}\n{}", supplier_code, inventory::to_string(kind), licence_no);
}

void check_withdrawal(const LicenceRow& row, const std::string& what) {
  if (row.withdrawn_on) {
    check_text({what, "withdrawn_reason"}, row.withdrawn_reason, reason_characters);
  } else if (!row.withdrawn_reason.empty()) {
    throw RowRefused("withdrawn_on", Refusal::field_missing, {what, "withdrawn_on"});
  }
}

}  // namespace

LicenceImport::LicenceImport(inventory::Connection& connection,
                             const inventory::Recording& recording,
                             const std::vector<const LicenceRow*>&) {
  for (const auto& supplier : inventory::load_suppliers(connection, recording.county_id)) {
    suppliers_.emplace(supplier.record.code, supplier.id);
  }
  for (auto& licence : inventory::load_licences(connection, recording.county_id, {})) {
    if (licence.record.kind != inventory::LicenceKind::supplier_file) add(std::move(licence));
  }
}

void LicenceImport::add(SupplierLicence licence) {
  by_id_.emplace(licence.licence_id, licences_.size());
  by_number_[number_key(licence.supplier_code, licence.record.kind, licence.record.licence_no)]
      .push_back(licences_.size());
  licences_.push_back(std::move(licence));
}

std::int64_t LicenceImport::rank(const LicenceRow& row) const {
  return row.record.valid_from.value_or(inventory::Date{}).time_since_epoch().count();
}

std::vector<std::size_t>& LicenceImport::with_number(const LicenceRow& row,
                                                     const std::string& licence_no) {
  return by_number_[number_key(row.supplier_code, row.record.kind, licence_no)];
}

std::string LicenceImport::renewed_number(const SupplierLicence& licence) const {
  const auto renewed = by_id_.find(licence.renews_licence_id);
  return renewed == by_id_.end() ? "" : licences_[renewed->second].record.licence_no;
}

/// What is recorded already, or is recorded and withdrawn by this row.
std::optional<Taken> LicenceImport::take_known(const LicenceRow& row, const Peers& peers) {
  std::optional<std::size_t> in_use;
  for (const std::size_t at : *peers.numbered) {
    const SupplierLicence& known = licences_[at];
    if (!(known.record == row.record) || renewed_number(known) != row.renews_licence_no) continue;
    if (known.withdrawn_on == row.withdrawn_on && known.withdrawn_reason == row.withdrawn_reason) {
      return Taken::unchanged;
    }
    // One that was withdrawn comes back by a decision of a person, not by an older file.
    if (known.withdrawn_on) {
      require_as_recorded(
          peers.what,
          {{"withdrawn_on", text_of_day(known.withdrawn_on), text_of_day(row.withdrawn_on)},
           {"withdrawn_reason", known.withdrawn_reason, row.withdrawn_reason}});
    }
    in_use = at;
  }
  if (!in_use) return std::nullopt;
  SupplierLicence& withdrawn = licences_[*in_use];
  if (withdrawn.renewed_by_licence_id != 0) {
    throw RowRefused("withdrawn_on", Refusal::licence_no_longer_in_use,
                     {row.supplier_code, std::string(inventory::to_string(row.record.kind)),
                      row.record.licence_no});
  }
  withdrawn.withdrawn_on = row.withdrawn_on;
  withdrawn.withdrawn_reason = row.withdrawn_reason;
  touched_.insert(*in_use);
  return Taken::changed;
}

/// A number is recorded once, but for what was withdrawn, and for renewals that keep it.
void LicenceImport::check_beside(const LicenceRow& row, const Peers& peers) const {
  if (row.withdrawn_on) return;
  for (const std::size_t at : *peers.numbered) {
    const SupplierLicence& known = licences_[at];
    const bool is_another_day = known.record.valid_from != row.record.valid_from;
    if (known.withdrawn_on || (!row.renews_licence_no.empty() && is_another_day)) continue;
    require_as_recorded(
        peers.what,
        {{"valid_from", text_of_day(known.record.valid_from), text_of_day(row.record.valid_from)},
         {"expires_on", text_of_day(known.record.expires_on), text_of_day(row.record.expires_on)},
         {"issuer", known.record.issuer, row.record.issuer},
         {"scope", known.record.scope, row.record.scope},
         {"renews_licence_no", renewed_number(known), row.renews_licence_no}});
  }
}

std::size_t LicenceImport::find_renewed(const LicenceRow& row) {
  std::optional<std::size_t> found;
  bool is_used_up = false;
  for (const std::size_t at : with_number(row, row.renews_licence_no)) {
    const SupplierLicence& known = licences_[at];
    if (known.record.valid_from > row.record.valid_from) continue;
    const bool is_free = !known.withdrawn_on && known.renewed_by_licence_id == 0;
    is_used_up = is_used_up || !is_free;
    // A renewal that was withdrawn itself left the earlier one as it was.
    if (!is_free && !row.withdrawn_on) continue;
    if (!found || licences_[*found].record.valid_from <= known.record.valid_from) found = at;
  }
  if (found) return *found;
  if (is_used_up) {
    throw RowRefused("renews_licence_no", Refusal::licence_no_longer_in_use,
                     {row.supplier_code, std::string(inventory::to_string(row.record.kind)),
                      row.renews_licence_no});
  }
  throw RowRefused("renews_licence_no", Refusal::licence_not_known,
                   {row.supplier_code, row.renews_licence_no});
}

Taken LicenceImport::take(const LicenceRow& row) {
  const auto supplier = suppliers_.find(row.supplier_code);
  if (supplier == suppliers_.end()) {
    throw RowRefused("supplier", Refusal::supplier_not_known, {row.supplier_code});
  }
  const std::string what =
      fmt::format("licence of supplier {} {}", row.supplier_code, row.record.licence_no);
  check_licence_record(row.supplier_code, row.record);
  check_withdrawal(row, what);
  const Peers peers{what, &with_number(row, row.record.licence_no)};
  if (const auto taken = take_known(row, peers)) return *taken;
  check_beside(row, peers);
  SupplierLicence licence;
  licence.supplier_id = supplier->second;
  licence.supplier_code = row.supplier_code;
  licence.record = row.record;
  licence.withdrawn_on = row.withdrawn_on;
  licence.withdrawn_reason = row.withdrawn_reason;
  licence.licence_id = inventory::IdentifierSource::shared().next();
  if (!row.renews_licence_no.empty()) {
    SupplierLicence& renewed = licences_[find_renewed(row)];
    licence.renews_licence_id = renewed.licence_id;
    if (!row.withdrawn_on) renewed.renewed_by_licence_id = licence.licence_id;
  }
  touched_.insert(licences_.size());
  add(std::move(licence));
  return Taken::registered;
}

void LicenceImport::write(inventory::Connection& connection,
                          const inventory::Recording& recording) const {
  std::vector<SupplierLicence> changed;
  for (const std::size_t at : touched_) changed.push_back(licences_[at]);
  inventory::save_licences(connection, recording, changed);
}

}  // namespace wutong::procurement
