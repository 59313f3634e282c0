#include "procurement/catalogue/suppliers/change_supplier.h"

#include "inventory/answer.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/suppliers/register_supplier.h"
#include "procurement/catalogue/suppliers/require_supplier.h"

namespace wutong::procurement {

std::string change_supplier(inventory::Connection& connection,
                            const inventory::Recording& recording, const ChangeSupplier& input) {
  const std::string& code = input.record.code;
  const auto known = lock_known_supplier(connection, recording.county_id, code);
  const VersionsSeen seen{code, input.expected_version, known.newest_version, known.effective_from};
  check_expected_version(seen);
  check_supplier_record(input.record);
  check_optional_text({"supplier " + code, "reason"}, input.reason, reason_characters);
  if (known.stored.record == input.record) {
    return inventory::answer_of({{"version", known.newest_version}, {"changed", 0}});
  }
  check_effective_from(seen, input.effective_from);

  const std::int64_t id = known.stored.id;
  const std::int64_t version = known.newest_version + 1;
  inventory::save_suppliers(connection, recording.county_id, input.effective_from,
                            {{id, version, input.record}});
  inventory::insert_version_note(connection, recording, {"supplier", id, version}, input.reason);
  return inventory::answer_of({{"version", version}, {"changed", 1}});
}

}  // namespace wutong::procurement
