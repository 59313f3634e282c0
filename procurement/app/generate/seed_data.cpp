#include "procurement/app/generate/seed_data.h"

#include <array>

#include "inventory/records/named_values.h"
#include "procurement/app/generate/seed_table.h"

namespace wutong::app {
namespace {

constexpr inventory::NamedValues<Tier, 3> tiers{{
    {Tier::village, "village"},
    {Tier::township, "township"},
    {Tier::county, "county"},
}};

constexpr inventory::NamedValues<SupplierScope, 3> scopes{{
    {SupplierScope::drug, "drug"},
    {SupplierScope::herb, "herb"},
    {SupplierScope::device, "device"},
}};

constexpr inventory::NamedValues<std::size_t, 5> monthly_uses{{
    {0, "rare"},
    {1, "low"},
    {2, "medium"},
    {3, "high"},
    {4, "very_high"},
}};

template <typename Values>
auto named(const SeedRow& row, const Values& values, const std::string& column) {
  const auto value = inventory::value_named(values, row.text(column));
  if (!value) {
    row.refuse(column);
  }
  return *value;
}

inventory::ItemRecord item_record_of(const SeedRow& row) {
  return {
      .code = row.text("code"),
      .generic_name = row.text("generic_name"),
      .trade_name = row.text("trade_name"),
      .form = row.text("form"),
      .strength = row.text("strength"),
      .base_unit = row.text("base_unit"),
      .pack_size = pricing::Quantity::parse(row.text("pack_size")),
      .manufacturer = row.text("manufacturer"),
      .kind = row.text("kind"),
      .storage = row.text("storage"),
      .vat_rate = pricing::VatRate::parse(row.text("vat_rate")),
      .substitution_group = row.text("substitution_group"),
      .approval_no = row.text("approval_no"),
      .list_price = pricing::UnitPrice::parse(row.text("list_price")),
  };
}

SeedItem item_of(const SeedRow& row) {
  return {item_record_of(row), named(row, tiers, "tier"), named(row, monthly_uses, "monthly_use")};
}

std::optional<pricing::Money> optional_money(const SeedRow& row, const std::string& column) {
  const std::string& text = row.text(column);
  return text.empty() ? std::nullopt : std::optional(pricing::Money::parse(text));
}

std::vector<SupplierScope> scopes_of(const SeedRow& row) {
  std::vector<SupplierScope> found;
  std::string_view rest = row.text("scope");
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    const auto scope = inventory::value_named(scopes, word);
    if (!scope) {
      row.refuse("scope");
    }
    found.push_back(*scope);
    rest.remove_prefix(word.size() == rest.size() ? word.size() : word.size() + 1);
  }
  return found;
}

SeedSupplier supplier_of(const SeedRow& row) {
  const auto expires_on = inventory::parse_date(row.text("licence_expires_on"));
  if (!expires_on) {
    row.refuse("licence_expires_on");
  }
  return {{.code = row.text("code"),
           .name = row.text("name"),
           .licence_no = row.text("licence_no"),
           .licence_expires_on = expires_on,
           .order_fee = optional_money(row, "order_fee"),
           .minimum_order_amount = optional_money(row, "minimum_order_amount")},
          scopes_of(row)};
}

inventory::FacilityRecord place_of(const SeedRow& row) {
  const auto kind = inventory::parse_facility_kind(row.text("kind"));
  if (!kind) {
    row.refuse("kind");
  }
  return {row.text("code"), row.text("name"), *kind, row.text("parent_code")};
}

SeedData read_seed_data() {
  SeedData data;
  for (const char* path :
       {"sql/seed/drugs.csv", "sql/seed/consumables.csv", "sql/seed/equipment.csv"}) {
    for (const SeedRow& row : read_seed_table(path)) {
      data.items.push_back(item_of(row));
    }
  }
  for (const SeedRow& row : read_seed_table("sql/seed/suppliers.csv")) {
    data.suppliers.push_back(supplier_of(row));
  }
  for (const SeedRow& row : read_seed_table("sql/seed/places.csv")) {
    data.places.push_back(place_of(row));
  }
  return data;
}

}  // namespace

const SeedData& seed_data() {
  static const SeedData data = read_seed_data();
  return data;
}

SupplierScope scope_of_kind(const std::string& item_kind) {
  if (item_kind == "western" || item_kind == "patent") {
    return SupplierScope::drug;
  }
  return item_kind == "decoction_piece" ? SupplierScope::herb : SupplierScope::device;
}

}  // namespace wutong::app
