#include "procurement/catalogue/suppliers/record_licence.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/suppliers/require_supplier.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

/// One that was withdrawn may be recorded again: it was a mistake, or it was given back.
void check_not_recorded(const std::vector<inventory::SupplierLicence>& licences,
                        const RecordLicence& input) {
  for (const auto& licence : licences) {
    if (licence.record.kind != input.record.kind || licence.withdrawn_on ||
        licence.record.licence_no != input.record.licence_no) {
      continue;
    }
    throw Refused(Refusal::licence_already_recorded,
                  {input.supplier_code, std::string(inventory::to_string(input.record.kind)),
                   input.record.licence_no});
  }
}

}  // namespace

void check_licence_record(const std::string& supplier_code,
                          const inventory::LicenceRecord& record) {
  constexpr std::size_t number_characters = 120;
  constexpr std::size_t scope_characters = 2000;
  const std::string what = "licence of supplier " + supplier_code;
  if (record.kind == inventory::LicenceKind::supplier_file) {
    throw Refused(Refusal::field_missing, {what, "kind"});
  }
  check_text({what, "licence_no"}, record.licence_no, number_characters);
  check_optional_text({what, "issuer"}, record.issuer, name_characters);
  check_optional_text({what, "scope"}, record.scope, scope_characters);
  if (!record.valid_from) throw Refused(Refusal::field_missing, {what, "valid_from"});
  check_days(what + " " + record.licence_no, {*record.valid_from, record.expires_on});
}

std::string record_licence(inventory::Connection& connection, const inventory::Recording& recording,
                           const RecordLicence& input) {
  const auto supplier = lock_known_supplier(connection, recording.county_id, input.supplier_code);
  check_licence_record(input.supplier_code, input.record);
  check_not_recorded(inventory::load_licences(connection, recording.county_id,
                                              {std::nullopt, supplier.stored.id, std::nullopt}),
                     input);

  inventory::SupplierLicence licence;
  licence.licence_id = inventory::IdentifierSource::shared().next();
  licence.supplier_id = supplier.stored.id;
  licence.record = input.record;
  inventory::save_licences(connection, recording, {licence});
  return inventory::answer_of({{"licence_id", licence.licence_id}});
}

}  // namespace wutong::procurement
