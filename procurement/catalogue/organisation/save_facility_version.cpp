#include "procurement/catalogue/organisation/save_facility_version.h"

#include "inventory/tables/version_note_table.h"

namespace wutong::procurement {

void save_facility_version(inventory::Connection& connection, const inventory::Recording& recording,
                           const inventory::FacilityHistory& history,
                           const inventory::FacilityVersion& version, const std::string& reason) {
  inventory::FacilityRecord record{history.code_of(version.facility_id), version.name, version.kind,
                                   ""};
  std::unordered_map<std::string, std::int64_t> ids;
  if (version.parent_id != 0) {
    record.parent_code = history.code_of(version.parent_id);
    ids.emplace(record.parent_code, version.parent_id);
  }
  const auto novelty =
      version.version == 1 ? inventory::Novelty::all_new : inventory::Novelty::new_or_known;
  inventory::save_facilities(connection, recording.county_id, version.effective_from,
                             {{version.facility_id, version.version, record}}, ids, novelty);
  inventory::insert_version_note(connection, recording,
                                 {"facility", version.facility_id, version.version}, reason);
}

}  // namespace wutong::procurement
