#include "procurement/catalogue/import/import_authorisations.h"

#include <fmt/format.h>

#include <limits>

#include "inventory/identifier.h"
#include "inventory/tables/master_tables.h"
#include "procurement/catalogue/organisation/check_field.h"

namespace wutong::procurement {

using inventory::SupplyAuthorisation;

namespace {

std::string key_of(const std::string& manufacturer, const std::string& supplier,
                   const std::string& scope, inventory::Date valid_from) {
  return fmt::format("{}\n{}\n{}\n{}", manufacturer, supplier, inventory::to_string(valid_from),
                     scope);
}

bool ends_earlier(const std::optional<inventory::Date>& given,
                  const std::optional<inventory::Date>& recorded) {
  return given && (!recorded || *given < *recorded);
}

}  // namespace

AuthorisationImport::AuthorisationImport(inventory::Connection& connection,
                                         const inventory::Recording& recording,
                                         const std::vector<const AuthorisationRow*>&)
    : authorisations_(
          inventory::load_authorisations(connection, recording.county_id, std::nullopt)) {
  for (const auto& supplier : inventory::load_suppliers(connection, recording.county_id)) {
    suppliers_.emplace(supplier.record.code, supplier.id);
  }
  for (const auto& one : inventory::load_manufacturers(connection, recording.county_id, "",
                                                       std::numeric_limits<std::int64_t>::max())) {
    manufacturers_.emplace(one.code, one.manufacturer_id);
  }
  for (std::size_t at = 0; at < authorisations_.size(); ++at) {
    const SupplyAuthorisation& one = authorisations_[at];
    by_key_[key_of(one.manufacturer_code, one.supplier_code, one.scope, one.valid_from)].push_back(
        at);
  }
}

Taken AuthorisationImport::take(const AuthorisationRow& row) {
  const auto manufacturer = manufacturers_.find(row.manufacturer_code);
  if (manufacturer == manufacturers_.end()) {
    throw RowRefused("manufacturer", Refusal::manufacturer_not_known, {row.manufacturer_code});
  }
  const auto supplier = suppliers_.find(row.supplier_code);
  if (supplier == suppliers_.end()) {
    throw RowRefused("supplier", Refusal::supplier_not_known, {row.supplier_code});
  }
  const std::string what =
      fmt::format("authorisation of supplier {} by {}", row.supplier_code, row.manufacturer_code);
  check_optional_text({what, "scope"}, row.scope, name_characters);
  check_days(what, {row.valid_from, row.valid_until});

  auto& known =
      by_key_[key_of(row.manufacturer_code, row.supplier_code, row.scope, row.valid_from)];
  for (const std::size_t at : known) {
    if (authorisations_[at].valid_until == row.valid_until) return Taken::unchanged;
  }
  for (const std::size_t at : known) {
    if (!ends_earlier(row.valid_until, authorisations_[at].valid_until)) {
      require_as_recorded(what, {{"valid_until", text_of_day(authorisations_[at].valid_until),
                                  text_of_day(row.valid_until)}});
    }
    authorisations_[at].valid_until = row.valid_until;
    touched_.insert(at);
    return Taken::changed;
  }
  known.push_back(authorisations_.size());
  touched_.insert(authorisations_.size());
  authorisations_.push_back({inventory::IdentifierSource::shared().next(), manufacturer->second,
                             supplier->second, row.manufacturer_code, row.supplier_code, row.scope,
                             row.valid_from, row.valid_until});
  return Taken::registered;
}

void AuthorisationImport::write(inventory::Connection& connection,
                                const inventory::Recording& recording) const {
  std::vector<SupplyAuthorisation> changed;
  for (const std::size_t at : touched_) changed.push_back(authorisations_[at]);
  inventory::save_authorisations(connection, recording.county_id, changed);
}

}  // namespace wutong::procurement
