#include "procurement/catalogue/import/import_named_records.h"

#include <limits>

#include "inventory/identifier.h"
#include "procurement/catalogue/organisation/check_field.h"

namespace wutong::procurement {

void NamedRecordImport::know(const std::string& code, const std::string& name,
                             inventory::Date registered_on) {
  known_.emplace(code, NamedRow{code, name, registered_on});
}

Taken NamedRecordImport::take(const NamedRow& row) {
  const std::string what = noun_ + " " + row.code;
  check_code({what, "code"}, row.code);
  check_text({what, "name"}, row.name, name_characters);
  const inventory::Date day = row.registered_on.value_or(today_);
  check_days(what, {day, today_});
  const auto [known, is_new] = known_.emplace(row.code, NamedRow{row.code, row.name, day});
  if (!is_new) {
    require_as_recorded(what, {{"name", known->second.name, row.name}});
    if (row.registered_on) {
      require_as_recorded(what, {{"registered_on", text_of_day(known->second.registered_on),
                                  text_of_day(row.registered_on)}});
    }
    return Taken::unchanged;
  }
  added_.push_back(known->second);
  return Taken::registered;
}

ManufacturerImport::ManufacturerImport(inventory::Connection& connection,
                                       const inventory::Recording& recording,
                                       const std::vector<const NamedRow*>&)
    : NamedRecordImport("manufacturer", recording.today) {
  for (const auto& one : inventory::load_manufacturers(connection, recording.county_id, "",
                                                       std::numeric_limits<std::int64_t>::max())) {
    know(one.code, one.name, one.registered_on);
  }
}

void ManufacturerImport::write(inventory::Connection& connection,
                               const inventory::Recording& recording) const {
  std::vector<inventory::Manufacturer> manufacturers;
  for (const NamedRow& row : added()) {
    manufacturers.push_back({inventory::IdentifierSource::shared().next(), row.code, row.name,
                             row.registered_on.value()});
  }
  inventory::insert_manufacturers(connection, recording.county_id, manufacturers);
}

EntityImport::EntityImport(inventory::Connection& connection, const inventory::Recording& recording,
                           const std::vector<const NamedRow*>&)
    : NamedRecordImport("accounting entity", recording.today) {
  for (const auto& one : inventory::load_entities(connection, recording.county_id)) {
    know(one.code, one.name, one.registered_on);
  }
}

void EntityImport::write(inventory::Connection& connection,
                         const inventory::Recording& recording) const {
  std::vector<inventory::AccountingEntity> entities;
  for (const NamedRow& row : added()) {
    entities.push_back({inventory::IdentifierSource::shared().next(), row.code, row.name,
                        row.registered_on.value()});
  }
  inventory::insert_entities(connection, recording.county_id, entities);
}

}  // namespace wutong::procurement
