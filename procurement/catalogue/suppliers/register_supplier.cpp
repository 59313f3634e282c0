#include "procurement/catalogue/suppliers/register_supplier.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/supplier_version_table.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

/// Amounts of a county are bounded, so that no sum of them can meet an overflow.
constexpr Range fen_allowed{0, 100'000'000'000'000'000};

void check_amount(const Field& field, const std::optional<pricing::Money>& amount) {
  if (amount) check_figure(field, amount->fen(), fen_allowed);
}

}  // namespace

void check_supplier_record(const inventory::SupplierRecord& record) {
  const std::string what = "supplier " + record.code;
  check_code({what, "code"}, record.code);
  check_text({what, "name"}, record.name, name_characters);
  check_optional_text({what, "licence_no"}, record.licence_no, name_characters);
  check_amount({what, "order_fee"}, record.order_fee);
  check_amount({what, "minimum_order_amount"}, record.minimum_order_amount);
}

std::string register_supplier(inventory::Connection& connection,
                              const inventory::Recording& recording,
                              const RegisterSupplier& input) {
  const std::string& code = input.record.code;
  check_supplier_record(input.record);
  check_optional_text({"supplier " + code, "reason"}, input.reason, reason_characters);
  inventory::lock_county(connection, recording.county_id);
  if (const auto known = inventory::lock_supplier(connection, recording.county_id, code)) {
    throw Refused(Refusal::supplier_code_taken, {code, known->stored.record.name});
  }
  const std::int64_t id = inventory::IdentifierSource::shared().next();
  inventory::save_suppliers(connection, recording.county_id, input.effective_from,
                            {{id, 1, input.record}}, inventory::Novelty::all_new);
  inventory::insert_version_note(connection, recording, {"supplier", id, 1}, input.reason);
  return inventory::answer_of({{"supplier_id", id}, {"version", 1}});
}

}  // namespace wutong::procurement
