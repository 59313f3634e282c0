#include "procurement/catalogue/organisation/register_entity.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/accounting_entity_table.h"
#include "inventory/tables/county_lock.h"
#include "procurement/catalogue/organisation/check_field.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

std::string register_entity(inventory::Connection& connection,
                            const inventory::Recording& recording, const RegisterEntity& input) {
  const std::string what = "accounting entity " + input.code;
  check_code({what, "code"}, input.code);
  check_text({what, "name"}, input.name, name_characters);
  inventory::lock_county(connection, recording.county_id);
  for (const auto& entity : inventory::load_entities(connection, recording.county_id)) {
    if (entity.code == input.code) {
      throw Refused(Refusal::entity_code_taken, {input.code, entity.name});
    }
  }
  const std::int64_t id = inventory::IdentifierSource::shared().next();
  inventory::insert_entities(connection, recording.county_id,
                             {{id, input.code, input.name, recording.today}});
  return inventory::answer_of({{"entity_id", id}});
}

}  // namespace wutong::procurement
