#include "procurement/catalogue/releases/known_terms.h"

#include "inventory/tables/master_tables.h"
#include "inventory/tables/release_table.h"

namespace wutong::procurement {

KnownTerms load_known_terms(inventory::Connection& connection, std::int64_t county_id) {
  KnownTerms known{inventory::load_terms(connection, county_id, inventory::TermKind::form),
                   inventory::load_terms(connection, county_id, inventory::TermKind::unit)};
  for (const auto& item : inventory::load_items(connection, county_id)) {
    if (!item.record.form.empty()) known.forms.insert(item.record.form);
    if (!item.record.base_unit.empty()) known.units.insert(item.record.base_unit);
  }
  return known;
}

}  // namespace wutong::procurement
