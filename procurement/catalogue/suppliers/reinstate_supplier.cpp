#include "procurement/catalogue/suppliers/reinstate_supplier.h"

#include <algorithm>

#include "inventory/answer.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/suppliers/require_supplier.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

std::string reinstate_supplier(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const ReinstateSupplier& input) {
  check_text({"supplier " + input.supplier_code, "reason"}, input.reason, reason_characters);
  const auto supplier = lock_known_supplier(connection, recording.county_id, input.supplier_code);
  const auto suspensions =
      inventory::load_suspensions(connection, recording.county_id, supplier.stored.id);
  const auto open = std::find_if(suspensions.begin(), suspensions.end(), [&](const auto& one) {
    return !one.reinstated_on && one.suspended_on <= input.reinstated_on;
  });
  if (open == suspensions.end()) {
    throw Refused(Refusal::supplier_not_suspended,
                  {input.supplier_code, inventory::to_string(input.reinstated_on)});
  }

  inventory::end_suspension(connection, recording, *open, input.reinstated_on, input.reason);
  return inventory::answer_of({{"suspension_id", open->suspension_id}});
}

}  // namespace wutong::procurement
