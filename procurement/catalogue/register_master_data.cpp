#include "procurement/catalogue/register_master_data.h"

#include <algorithm>
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

/// What a county folder changes in the items. It does not carry their details, which stay.
struct ItemChanges {
  std::vector<inventory::ItemVersion> added;        ///< new links of their chains
  std::vector<inventory::ItemVersion> now_holding;  ///< planned versions whose day has come
};

ItemChanges decide_items(const std::unordered_map<std::string, inventory::ItemVersion>& known,
                         const std::unordered_map<std::int64_t, std::int64_t>& current_versions,
                         const std::vector<inventory::ItemRecord>& records,
                         inventory::Date effective_from, MasterDataCounts& counts) {
  ItemChanges changes;
  for (const inventory::ItemRecord& record : records) {
    const auto position = known.find(record.code);
    if (position == known.end()) {
      const std::int64_t item_id = inventory::IdentifierSource::shared().next();
      changes.added.push_back({item_id, 1, 1, effective_from, {record, {}}});
      ++counts.registered;
      continue;
    }
    const inventory::ItemVersion& holding = position->second;
    if (!(holding.item.record == record)) {
      const std::int64_t next = holding.last_version + 1;
      changes.added.push_back({holding.item_id,
                               next,
                               next,
                               std::max(effective_from, holding.effective_from),
                               {record, holding.item.detail}});
      ++counts.changed;
    } else if (holding.version != current_versions.at(holding.item_id)) {
      changes.now_holding.push_back(holding);
    }
  }
  return changes;
}

void register_items(inventory::Connection& connection, std::int64_t county_id,
                    inventory::Date effective_from, const std::vector<inventory::ItemRecord>& items,
                    MasterDataCounts& counts) {
  std::unordered_map<std::string, inventory::ItemVersion> known;
  for (auto& item : inventory::load_current_items(connection, county_id, effective_from)) {
    std::string code = item.item.record.code;
    known.emplace(std::move(code), std::move(item));
  }
  std::unordered_map<std::int64_t, std::int64_t> current_versions;
  for (const auto& item : inventory::load_items(connection, county_id)) {
    current_versions.emplace(item.id, item.version);
  }
  const ItemChanges changes = decide_items(known, current_versions, items, effective_from, counts);
  // What the folder says is current for the cycle, even when it takes the day of a later change.
  inventory::save_item_versions(connection, county_id, inventory::Date::max(), changes.added);
  inventory::save_current_items(connection, county_id, changes.now_holding);
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
  const auto new_facilities = decide_versions(known_facilities, facilities, counts);
  const auto new_suppliers = decide_versions(known_suppliers, suppliers, counts);

  std::unordered_map<std::string, std::int64_t> facility_ids;
  for (const auto& [code, stored] : known_facilities) facility_ids.emplace(code, stored.id);
  for (const auto& stored : new_facilities) facility_ids.emplace(stored.record.code, stored.id);
  inventory::save_facilities(connection, county_id, effective_from, new_facilities, facility_ids);
  inventory::save_suppliers(connection, county_id, effective_from, new_suppliers);
  register_items(connection, county_id, effective_from, items, counts);
  return counts;
}

}  // namespace wutong::procurement
