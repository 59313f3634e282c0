#include "procurement/app/http/handlers/item_json.h"

#include <nlohmann/json.hpp>

#include "inventory/records/item_detail_fields.h"
#include "inventory/tables/item_facts.h"
#include "inventory/tables/item_status_table.h"
#include "inventory/tables/item_table.h"
#include "procurement/app/http/handlers/json_fields.h"

namespace wutong::app::handlers {

using inventory::CatalogueItem;
using inventory::ItemDetail;
using inventory::ItemRecord;
using inventory::ItemVersion;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

/// One field of a record or of the details, by its name in the interface.
template <typename Owner, typename Value>
struct Field {
  const char* name;
  Value Owner::*member;
};

constexpr Field<ItemRecord, std::string> record_texts[] = {
    {"generic_name", &ItemRecord::generic_name},
    {"trade_name", &ItemRecord::trade_name},
    {"form", &ItemRecord::form},
    {"strength", &ItemRecord::strength},
    {"base_unit", &ItemRecord::base_unit},
    {"manufacturer", &ItemRecord::manufacturer},
    {"kind", &ItemRecord::kind},
    {"storage", &ItemRecord::storage},
    {"substitution_group", &ItemRecord::substitution_group},
    {"approval_no", &ItemRecord::approval_no},
};
void take_detail(const json& body, ItemDetail& detail) {
  for (const auto& [name, title, member] : inventory::item_detail_texts) {
    if (body.contains(name)) detail.*member = text_field(body, name);
  }
  for (const auto& [name, title, member] : inventory::item_detail_flags) {
    if (body.contains(name)) detail.*member = body.at(name).get<bool>();
  }
  if (body.contains("insurance_class")) {
    detail.insurance_class =
        inventory::parse_insurance_class(text_field(body, "insurance_class")).value();
  }
  if (const auto months = body.find("shelf_life_months"); months != body.end()) {
    detail.shelf_life_months =
        months->is_null() ? std::nullopt : std::optional(months->get<std::int64_t>());
  }
}

void take_record(const json& body, ItemRecord& record) {
  for (const auto& [name, member] : record_texts) {
    if (body.contains(name)) record.*member = text_field(body, name);
  }
  if (body.contains("pack_size")) {
    record.pack_size = pricing::Quantity(body.at("pack_size").get<std::int64_t>());
  }
  if (body.contains("vat_rate")) record.vat_rate = vat_field(body, "vat_rate");
  if (body.contains("list_price")) record.list_price = price_field(body, "list_price");
}

}  // namespace

std::vector<std::string> codes_of(const std::vector<ItemVersion>& items) {
  std::vector<std::string> codes;
  for (const ItemVersion& item : items) codes.push_back(item.item.record.code);
  return codes;
}

ordered_json shown_record(const ItemVersion& version) {
  const auto& [record, detail] = version.item;
  ordered_json shown_version{{"code", record.code}};
  for (const auto& [name, member] : record_texts) shown_version[name] = record.*member;
  shown_version["pack_size"] = record.pack_size.units();
  shown_version["vat_rate"] = record.vat_rate.to_string();
  shown_version["list_price"] = shown(record.list_price);
  for (const auto& [name, title, member] : inventory::item_detail_texts)
    shown_version[name] = detail.*member;
  for (const auto& [name, title, member] : inventory::item_detail_flags)
    shown_version[name] = detail.*member;
  shown_version["insurance_class"] = to_string(detail.insurance_class);
  shown_version["shelf_life_months"] =
      detail.shelf_life_months ? ordered_json(*detail.shelf_life_months) : ordered_json(nullptr);
  shown_version["version"] = version.version;
  shown_version["effective_from"] = inventory::to_string(version.effective_from);
  return shown_version;
}

std::vector<ordered_json> shown_items(inventory::Connection& connection, std::int64_t county_id,
                                      inventory::Date as_of,
                                      const std::vector<ItemVersion>& items) {
  const auto facts = inventory::load_item_facts(connection, county_id, as_of, ids_of(items));
  const auto statuses = inventory::load_item_status(connection, county_id, as_of, codes_of(items));
  std::vector<ordered_json> all;
  for (const ItemVersion& item : items) {
    const auto fact = facts.find(item.item_id);
    const auto status = statuses.find(item.item_id);
    const inventory::ItemFacts known = fact == facts.end() ? inventory::ItemFacts{} : fact->second;
    ordered_json one = shown_record(item);
    one["version"] = item.last_version;  // the one that a change must have seen
    one["tier"] = known.tier ? ordered_json(to_string(*known.tier)) : ordered_json(nullptr);
    one["status"] = status == statuses.end() || status->second.enabled ? "enabled" : "disabled";
    one["stock"] = known.centre_stock;
    one["lowest_price"] = shown(known.lowest_price);
    all.push_back(std::move(one));
  }
  return all;
}

CatalogueItem wanted_item(const json& body, CatalogueItem item) {
  take_record(body, item.record);
  take_detail(body, item.detail);
  return item;
}

}  // namespace wutong::app::handlers
