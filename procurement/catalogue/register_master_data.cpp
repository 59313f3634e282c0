#include "procurement/catalogue/register_master_data.h"

#include <string>
#include <unordered_map>

#include "inventory/identifier.h"
#include "inventory/tables/master_tables.h"

namespace wutong::procurement {

using inventory::Stored;

namespace {

template <typename Record>
using ByCode = std::unordered_map<std::string, Stored<Record>>;

template <typename Record>
ByCode<Record> by_code(std::vector<Stored<Record>> stored) {
  ByCode<Record> known;
  for (Stored<Record>& one : stored) {
    std::string code = one.record.code;
    known.emplace(std::move(code), std::move(one));
  }
  return known;
}

/// The records that are new or differ from what is known, with their ids and next versions.
template <typename Record>
std::vector<Stored<Record>> decide_versions(const ByCode<Record>& known,
                                            const std::vector<Record>& records,
                                            MasterDataCounts& counts) {
  std::vector<Stored<Record>> changed;
  for (const Record& record : records) {
    const auto position = known.find(record.code);
    if (position == known.end()) {
      changed.push_back({inventory::IdentifierSource::shared().next(), 1, record});
      ++counts.registered;
    } else if (!(position->second.record == record)) {
      changed.push_back({position->second.id, position->second.version + 1, record});
      ++counts.changed;
    }
  }
  return changed;
}

}  // namespace

MasterDataCounts register_master_data(inventory::Connection& connection, std::int64_t county_id,
                                      inventory::Date effective_from,
                                      const std::vector<inventory::FacilityRecord>& facilities,
                                      const std::vector<inventory::SupplierRecord>& suppliers,
                                      const std::vector<inventory::ItemRecord>& items) {
  MasterDataCounts counts;
  const auto known_facilities = by_code(inventory::load_facilities(connection, county_id));
  const auto known_suppliers = by_code(inventory::load_suppliers(connection, county_id));
  const auto known_items = by_code(inventory::load_items(connection, county_id));
  const auto new_facilities = decide_versions(known_facilities, facilities, counts);
  const auto new_suppliers = decide_versions(known_suppliers, suppliers, counts);
  const auto new_items = decide_versions(known_items, items, counts);

  std::unordered_map<std::string, std::int64_t> facility_ids;
  for (const auto& [code, stored] : known_facilities) facility_ids.emplace(code, stored.id);
  for (const auto& stored : new_facilities) facility_ids.emplace(stored.record.code, stored.id);
  inventory::save_facilities(connection, county_id, effective_from, new_facilities, facility_ids);
  inventory::save_suppliers(connection, county_id, effective_from, new_suppliers);
  inventory::save_items(connection, county_id, effective_from, new_items);
  return counts;
}

}  // namespace wutong::procurement
