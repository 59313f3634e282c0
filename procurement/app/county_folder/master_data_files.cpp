#include <algorithm>
#include <utility>

#include "procurement/app/county_folder/folder_reading.h"
#include "procurement/app/county_folder/master_data_columns.h"

namespace wutong::app {

using inventory::FacilityKind;
using inventory::FacilityRecord;
using inventory::ItemRecord;
using inventory::SupplierRecord;

namespace {

template <typename Value>
Value& grown_to(std::vector<Value>& values, std::uint32_t position) {
  values.resize(std::max<std::size_t>(values.size(), position + std::size_t{1}));
  return values[position];
}

void give_up_if_broken(CodeIndex& codes, TableOutcome outcome) {
  if (outcome == TableOutcome::broken) {
    codes.give_up_judging();
  }
}

}  // namespace

void take_known_county(FolderReading& reading, const KnownCounty& known) {
  for (const FacilityRecord& facility : known.facilities) {
    grown_to(reading.facility_nodes, reading.facilities.add(facility.code)) = {
        0, facility.code, facility.kind, facility.parent_code};
  }
  for (const std::string& code : known.supplier_codes) {
    reading.suppliers.add(code);
  }
  // Their order decides positions only, yet the same input should give the same positions.
  std::vector<std::pair<std::string_view, std::int64_t>> items(known.item_pack_sizes.begin(),
                                                               known.item_pack_sizes.end());
  std::sort(items.begin(), items.end());
  for (const auto& [code, pack_size] : items) {
    grown_to(reading.pack_sizes, reading.items.add(code)) = pack_size;
  }
}

void read_facilities(FolderReading& reading) {
  FacilityDraft draft;
  const TableFile table{
      "facilities.csv", Need::required, columns_of(draft), [&](TableRow& row) {
        judge_own_parent(row, draft);
        FacilityRecord& facility = draft.record;
        if (const auto position = define_code(reading.facilities, row, facility.code)) {
          grown_to(reading.facility_nodes, *position) = {row.number(), facility.code, draft.kind,
                                                         facility.parent_code};
        }
        facility.kind = draft.kind.value_or(FacilityKind{});
        reading.keep(reading.found.facilities, std::move(facility));
        draft = {};
      }};
  give_up_if_broken(reading.facilities, read_table(reading.input, table));
}

void read_suppliers(FolderReading& reading) {
  SupplierRecord supplier;
  const TableFile table{"suppliers.csv", Need::required, columns_of(supplier), [&](TableRow& row) {
                          define_code(reading.suppliers, row, supplier.code);
                          reading.keep(reading.found.suppliers, std::exchange(supplier, {}));
                        }};
  give_up_if_broken(reading.suppliers, read_table(reading.input, table));
}

void read_items(FolderReading& reading) {
  ItemRecord item;
  const TableFile table{"items.csv", Need::required, columns_of(item), [&](TableRow& row) {
                          if (const auto position = define_code(reading.items, row, item.code)) {
                            grown_to(reading.pack_sizes, *position) = item.pack_size.units();
                          }
                          reading.keep(reading.found.items, std::exchange(item, {}));
                        }};
  give_up_if_broken(reading.items, read_table(reading.input, table));
}

}  // namespace wutong::app
