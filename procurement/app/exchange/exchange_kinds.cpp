#include <algorithm>
#include <array>
#include <utility>

#include "procurement/app/exchange/exchange_kind.h"
#include "procurement/app/exchange/facility_intake.h"
#include "procurement/app/exchange/keyed_intake.h"
#include "procurement/app/exchange/recorded_kinds.h"

namespace wutong::app {

using inventory::FacilityRecord;
using inventory::ItemRecord;
using inventory::SupplierRecord;
using procurement::Duty;

namespace {

using Cells = std::vector<std::string>;

std::string text_of(inventory::Date date) {
  return inventory::to_string(date);
}
template <typename Value>
std::string text_of(const Value& value) {
  return value.to_string();
}
template <typename Value>
std::string text_of(const std::optional<Value>& value) {
  return value ? text_of(*value) : std::string();
}

// In the order of columns_of(record).
Cells cells_of(const FacilityRecord& facility) {
  return {facility.code, facility.name, std::string(to_string(facility.kind)),
          facility.parent_code};
}
Cells cells_of(const SupplierRecord& supplier) {
  return {supplier.code,
          supplier.name,
          supplier.licence_no,
          text_of(supplier.licence_expires_on),
          text_of(supplier.order_fee),
          text_of(supplier.minimum_order_amount)};
}
Cells cells_of(const ItemRecord& item) {
  return {item.code,
          item.generic_name,
          item.trade_name,
          item.form,
          item.strength,
          item.base_unit,
          text_of(item.pack_size),
          item.manufacturer,
          item.kind,
          item.storage,
          text_of(item.vat_rate),
          item.substitution_group,
          item.approval_no,
          text_of(item.list_price)};
}

/// Suppliers and items: rows that have nothing to do with each other but for their codes.
template <typename Record>
class PlainIntake : public KeyedIntake<Record> {
 public:
  PlainIntake(std::string_view name, typename KeyedIntake<Record>::Load load)
      : KeyedIntake<Record>(load),
        codes_(name),
        table_{name, Need::required, app::columns_of(draft_),
               [this](TableRow& row) {
                 define_code(codes_, row, draft_.code);
                 this->keep(row, std::exchange(draft_, {}));
               },
               HeaderNames::names_or_titles} {}

  const TableFile& table() const override { return table_; }
  procurement::MasterDataCounts store(const CountyAt& county,
                                      const RowSet& refused) const override {
    const std::vector<Record> records = this->accepted(refused);
    if constexpr (std::is_same_v<Record, SupplierRecord>) {
      return procurement::register_master_data(county.connection, county.county_id, county.today,
                                               {}, records, {});
    } else {
      return procurement::register_master_data(county.connection, county.county_id, county.today,
                                               {}, {}, records);
    }
  }

 private:
  Record draft_;
  CodeIndex codes_;
  TableFile table_;
};

template <typename Record>
void give_sorted(std::vector<inventory::Stored<Record>> stored, const CellsSink& sink) {
  std::sort(stored.begin(), stored.end(),
            [](const auto& a, const auto& b) { return a.record.code < b.record.code; });
  for (const auto& one : stored) {
    const Cells cells = cells_of(one.record);
    sink(std::vector<std::string_view>(cells.begin(), cells.end()));
  }
}

constexpr std::array plain_kinds{
    ExchangeKind{"facilities", "机构", Duty::read_members, Duty::keep_members,
                 [](std::string_view) -> std::unique_ptr<Intake> {
                   return std::make_unique<FacilityIntake>();
                 },
                 [](const CountyAt& county, const CellsSink& sink) {
                   give_sorted(inventory::load_facilities(county.connection, county.county_id),
                               sink);
                 }},
    ExchangeKind{"suppliers", "供应商", Duty::read_suppliers, Duty::keep_suppliers,
                 [](std::string_view) -> std::unique_ptr<Intake> {
                   return std::make_unique<PlainIntake<SupplierRecord>>("suppliers",
                                                                        &inventory::load_suppliers);
                 },
                 [](const CountyAt& county, const CellsSink& sink) {
                   give_sorted(inventory::load_suppliers(county.connection, county.county_id),
                               sink);
                 }},
    ExchangeKind{"items", "品种", Duty::read_catalogue, Duty::keep_catalogue,
                 [](std::string_view) -> std::unique_ptr<Intake> {
                   return std::make_unique<PlainIntake<ItemRecord>>("items",
                                                                    &inventory::load_items);
                 },
                 [](const CountyAt& county, const CellsSink& sink) {
                   give_sorted(inventory::load_items(county.connection, county.county_id), sink);
                 }},
};

std::vector<ExchangeKind> all_kinds() {
  std::vector<ExchangeKind> kinds(plain_kinds.begin(), plain_kinds.end());
  const auto recorded = recorded_kinds();
  kinds.insert(kinds.end(), recorded.begin(), recorded.end());
  return kinds;
}

}  // namespace

std::span<const ExchangeKind> exchange_kinds() {
  static const std::vector<ExchangeKind> kinds = all_kinds();
  return kinds;
}

const ExchangeKind* find_exchange_kind(std::string_view name) {
  const auto kinds = exchange_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const ExchangeKind& kind) { return kind.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

std::string exchange_kind_names() {
  std::string names;
  for (const ExchangeKind& kind : exchange_kinds()) {
    names += (names.empty() ? "" : ", ") + std::string(kind.name);
  }
  return names;
}

std::vector<ColumnName> columns_of(const ExchangeKind& kind) {
  const auto intake = kind.begin_intake(kind.name);
  std::vector<ColumnName> names;
  for (const Column& column : intake->table().columns) {
    names.push_back({column.name, column.title_zh});
  }
  return names;
}

}  // namespace wutong::app
