#include "procurement/catalogue/suppliers/withdraw_licence.h"

#include "inventory/answer.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/suppliers/require_supplier.h"

namespace wutong::procurement {

std::string withdraw_licence(inventory::Connection& connection,
                             const inventory::Recording& recording, const WithdrawLicence& input) {
  const std::string& code = input.withdrawn.supplier_code;
  check_text({"licence of supplier " + code, "reason"}, input.reason, reason_characters);
  const auto supplier = lock_known_supplier(connection, recording.county_id, code);
  const auto licences = inventory::load_licences(connection, recording.county_id,
                                                 {std::nullopt, supplier.stored.id, std::nullopt});
  inventory::SupplierLicence withdrawn = require_licence_in_use(licences, input.withdrawn);
  withdrawn.withdrawn_on = input.withdrawn_on;
  withdrawn.withdrawn_reason = input.reason;

  inventory::save_licences(connection, recording, {withdrawn});
  return inventory::answer_of({{"licence_id", input.withdrawn.licence_id}});
}

}  // namespace wutong::procurement
