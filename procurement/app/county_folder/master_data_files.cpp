#include <algorithm>
#include <utility>

#include "procurement/app/county_folder/folder_reading.h"

namespace wutong::app {

using inventory::FacilityKind;
using inventory::FacilityRecord;
using inventory::ItemRecord;
using inventory::SupplierRecord;
using procurement::Refusal;

namespace {

/// Makes the row's code known, whatever else is wrong with the row; its position when the row is
/// the code's first one. A code that could not be read is empty.
std::optional<std::uint32_t> define_code(CodeIndex& codes, TableRow& row, std::string_view code) {
  if (code.empty()) {
    return std::nullopt;
  }
  const std::uint32_t position = codes.add(code);
  if (codes.define(position)) {
    return position;
  }
  if (!row.is_damaged()) {
    row.report("code", Refusal::duplicate_key, code);
  }
  return std::nullopt;
}

template <typename Value>
Value& grown_to(std::vector<Value>& values, std::uint32_t position) {
  values.resize(std::max<std::size_t>(values.size(), position + std::size_t{1}));
  return values[position];
}

void judge_own_parent(TableRow& row, const std::optional<FacilityKind>& kind,
                      const std::string& parent_code) {
  if (row.is_damaged() || !kind) {
    return;
  }
  if (*kind == FacilityKind::centre && !parent_code.empty()) {
    row.report("parent_code", Refusal::unknown_value, parent_code, "\"\" (centre)");
  }
  if (*kind != FacilityKind::centre && row.is_blank("parent_code")) {
    row.report("parent_code", Refusal::missing_value);
  }
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
  FacilityRecord facility;
  std::optional<FacilityKind> kind;
  const TableFile table{
      "facilities.csv",
      Need::required,
      {
          {"code", Presence::filled, code_into(facility.code)},
          {"name", Presence::filled, text_into(facility.name)},
          {"kind", Presence::filled,
           named_into(kind, inventory::parse_facility_kind,
                      "centre, hospital, township, village, drugstore")},
          {"parent_code", Presence::may_be_empty, code_into(facility.parent_code)},
      },
      [&](TableRow& row) {
        judge_own_parent(row, kind, facility.parent_code);
        if (const auto position = define_code(reading.facilities, row, facility.code)) {
          grown_to(reading.facility_nodes, *position) = {row.number(), facility.code, kind,
                                                         facility.parent_code};
        }
        facility.kind = kind.value_or(FacilityKind{});
        reading.keep(reading.found.facilities, std::exchange(facility, {}));
        kind.reset();
      }};
  give_up_if_broken(reading.facilities, read_table(reading.input, table));
}

void read_suppliers(FolderReading& reading) {
  SupplierRecord supplier;
  const TableFile table{
      "suppliers.csv",
      Need::required,
      {
          {"code", Presence::filled, code_into(supplier.code)},
          {"name", Presence::filled, text_into(supplier.name)},
          {"licence_no", Presence::optional, text_into(supplier.licence_no)},
          {"licence_expires_on", Presence::optional, date_into(supplier.licence_expires_on)},
          {"order_fee", Presence::optional, amount_into(supplier.order_fee)},
          {"minimum_order_amount", Presence::optional, amount_into(supplier.minimum_order_amount)},
      },
      [&](TableRow& row) {
        define_code(reading.suppliers, row, supplier.code);
        reading.keep(reading.found.suppliers, std::exchange(supplier, {}));
      }};
  give_up_if_broken(reading.suppliers, read_table(reading.input, table));
}

void read_items(FolderReading& reading) {
  ItemRecord item;
  const TableFile table{
      "items.csv",
      Need::required,
      {
          {"code", Presence::filled, code_into(item.code)},
          {"generic_name", Presence::filled, text_into(item.generic_name)},
          {"trade_name", Presence::may_be_empty, text_into(item.trade_name)},
          {"form", Presence::may_be_empty, text_into(item.form)},
          {"strength", Presence::may_be_empty, text_into(item.strength)},
          {"base_unit", Presence::filled, text_into(item.base_unit)},
          {"pack_size", Presence::filled, quantity_into(item.pack_size, pack_sizes)},
          {"manufacturer", Presence::may_be_empty, text_into(item.manufacturer)},
          {"kind", Presence::may_be_empty, text_into(item.kind)},
          {"storage", Presence::may_be_empty, text_into(item.storage)},
          {"vat_rate", Presence::filled, vat_rate_into(item.vat_rate)},
          {"substitution_group", Presence::optional, text_into(item.substitution_group)},
          {"approval_no", Presence::optional, text_into(item.approval_no)},
          {"list_price", Presence::optional, price_into(item.list_price, known_prices)},
      },
      [&](TableRow& row) {
        if (const auto position = define_code(reading.items, row, item.code)) {
          grown_to(reading.pack_sizes, *position) = item.pack_size.units();
        }
        reading.keep(reading.found.items, std::exchange(item, {}));
      }};
  give_up_if_broken(reading.items, read_table(reading.input, table));
}

}  // namespace wutong::app
