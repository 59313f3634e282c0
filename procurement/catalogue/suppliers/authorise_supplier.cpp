#include "procurement/catalogue/suppliers/authorise_supplier.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/manufacturer_table.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/catalogue/suppliers/require_supplier.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

/// The ids of both; the supplier's row stays locked.
inventory::SupplyAuthorisation require_pair(inventory::Connection& connection,
                                            std::int64_t county_id,
                                            const std::string& manufacturer_code,
                                            const std::string& supplier_code) {
  inventory::SupplyAuthorisation pair;
  pair.supplier_id = lock_known_supplier(connection, county_id, supplier_code).stored.id;
  const auto manufacturer = inventory::find_manufacturer(connection, county_id, manufacturer_code);
  if (!manufacturer) throw Refused(Refusal::manufacturer_not_known, {manufacturer_code});
  pair.manufacturer_id = manufacturer->manufacturer_id;
  return pair;
}

}  // namespace

std::string authorise_supplier(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const AuthoriseSupplier& input) {
  const std::string what = "authorisation of supplier " + input.supplier_code;
  auto authorisation =
      require_pair(connection, recording.county_id, input.manufacturer_code, input.supplier_code);
  check_optional_text({what, "scope"}, input.scope, name_characters);
  check_days(what, {input.valid_from, input.valid_until});

  authorisation.authorisation_id = inventory::IdentifierSource::shared().next();
  authorisation.scope = input.scope;
  authorisation.valid_from = input.valid_from;
  authorisation.valid_until = input.valid_until;
  inventory::save_authorisations(connection, recording.county_id, {authorisation});
  return inventory::answer_of({{"authorisation_id", authorisation.authorisation_id}});
}

std::string end_authorisation(inventory::Connection& connection,
                              const inventory::Recording& recording,
                              const EndAuthorisation& input) {
  const auto pair =
      require_pair(connection, recording.county_id, input.manufacturer_code, input.supplier_code);
  return inventory::answer_of(
      {{"ended",
        inventory::end_authorisations(connection, recording.county_id, pair, input.valid_until)}});
}

}  // namespace wutong::procurement
