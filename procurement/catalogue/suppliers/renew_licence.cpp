#include "procurement/catalogue/suppliers/renew_licence.h"

#include <algorithm>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/suppliers/record_licence.h"
#include "procurement/catalogue/suppliers/require_supplier.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

const inventory::SupplierLicence& require_licence_in_use(
    const std::vector<inventory::SupplierLicence>& licences, const LicenceOfSupplier& wanted) {
  const auto found = std::find_if(licences.begin(), licences.end(), [&](const auto& licence) {
    return licence.licence_id == wanted.licence_id &&
           licence.record.kind != inventory::LicenceKind::supplier_file;
  });
  if (found == licences.end()) {
    throw Refused(Refusal::licence_not_known,
                  {wanted.supplier_code, std::to_string(wanted.licence_id)});
  }
  if (found->withdrawn_on || found->renewed_by_licence_id != 0) {
    throw Refused(Refusal::licence_no_longer_in_use,
                  {wanted.supplier_code, std::string(inventory::to_string(found->record.kind)),
                   found->record.licence_no});
  }
  return *found;
}

std::string renew_licence(inventory::Connection& connection, const inventory::Recording& recording,
                          const RenewLicence& input) {
  const std::string& code = input.renewed.supplier_code;
  const auto supplier = lock_known_supplier(connection, recording.county_id, code);
  const auto licences = inventory::load_licences(connection, recording.county_id,
                                                 {std::nullopt, supplier.stored.id, std::nullopt});
  const inventory::SupplierLicence& earlier = require_licence_in_use(licences, input.renewed);
  inventory::SupplierLicence renewal;
  renewal.record = input.record;
  renewal.record.kind = earlier.record.kind;
  check_licence_record(code, renewal.record);
  // One that began before the one it renews would leave two in use, or a gap in what was known.
  check_days("licence of supplier " + code,
             {earlier.record.valid_from.value(), renewal.record.valid_from});

  renewal.licence_id = inventory::IdentifierSource::shared().next();
  renewal.supplier_id = supplier.stored.id;
  renewal.renews_licence_id = earlier.licence_id;
  inventory::save_licences(connection, recording, {renewal});
  return inventory::answer_of({{"licence_id", renewal.licence_id}});
}

}  // namespace wutong::procurement
