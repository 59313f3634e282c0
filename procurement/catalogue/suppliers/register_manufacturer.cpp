#include "procurement/catalogue/suppliers/register_manufacturer.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/manufacturer_table.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

std::string register_manufacturer(inventory::Connection& connection,
                                  const inventory::Recording& recording,
                                  const RegisterManufacturer& input) {
  const std::string what = "manufacturer " + input.code;
  check_code({what, "code"}, input.code);
  check_text({what, "name"}, input.name, name_characters);
  inventory::lock_county(connection, recording.county_id);
  const auto known = inventory::find_manufacturer(connection, recording.county_id, input.code);
  if (known) throw Refused(Refusal::manufacturer_code_taken, {input.code, known->name});

  const std::int64_t id = inventory::IdentifierSource::shared().next();
  inventory::insert_manufacturers(connection, recording.county_id,
                                  {{id, input.code, input.name, recording.today}});
  return inventory::answer_of({{"manufacturer_id", id}});
}

}  // namespace wutong::procurement
