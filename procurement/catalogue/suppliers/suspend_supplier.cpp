#include "procurement/catalogue/suppliers/suspend_supplier.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/suppliers/require_supplier.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

/// A suspension has no end when it begins, so it must begin after every other one has ended.
void check_no_other(const std::vector<inventory::SupplierSuspension>& suspensions,
                    const SuspendSupplier& input) {
  for (const auto& other : suspensions) {
    if (other.reinstated_on && *other.reinstated_on <= input.suspended_on) continue;
    throw Refused(Refusal::supplier_already_suspended,
                  {input.supplier_code, inventory::to_string(other.suspended_on), other.reason});
  }
}

}  // namespace

std::string suspend_supplier(inventory::Connection& connection,
                             const inventory::Recording& recording, const SuspendSupplier& input) {
  check_text({"supplier " + input.supplier_code, "reason"}, input.reason, reason_characters);
  const auto supplier = lock_known_supplier(connection, recording.county_id, input.supplier_code);
  const std::int64_t supplier_id = supplier.stored.id;
  check_no_other(inventory::load_suspensions(connection, recording.county_id, supplier_id), input);

  const std::int64_t id = inventory::IdentifierSource::shared().next();
  inventory::insert_suspension(connection, recording,
                               {id, supplier_id, input.suspended_on, input.reason, std::nullopt});
  return inventory::answer_of({{"suspension_id", id}});
}

}  // namespace wutong::procurement
