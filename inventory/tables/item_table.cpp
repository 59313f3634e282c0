#include "inventory/tables/item_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view item_columns =
    "generic_name, trade_name, form, strength, base_unit, pack_size, manufacturer, kind, storage,"
    " vat_rate, vat_rate_places, substitution_group, approval_no, list_price, list_price_places";
constexpr std::string_view detail_columns =
    "generic_name_en, licence_holder, national_code, insurance_product_code, gtin,"
    " essential_medicine, insurance_class, vbp_batch, controlled_class, antibiotic_level,"
    " trace_coded, shelf_life_months, route, form_family, price_ratio_group, ratio_representative,"
    " primary_level_only";

/// `made` of each column of a list, apart by ", ".
template <typename Make>
std::string each_column(std::string_view columns, Make made) {
  std::string list;
  while (!columns.empty()) {
    const auto comma = columns.find(',');
    std::string_view column = columns.substr(0, comma);
    column.remove_prefix(column.find_first_not_of(' '));
    list += (list.empty() ? "" : ", ") + made(column);
    columns.remove_prefix(comma == std::string_view::npos ? columns.size() : comma + 1);
  }
  return list;
}

std::string of_table(std::string_view alias, std::string_view columns) {
  return each_column(columns, [&](auto column) { return fmt::format("{}.{}", alias, column); });
}

/// The columns of `item_columns`, from column `first` on.
ItemRecord read_item(const Rows& rows, std::string code, unsigned first) {
  ItemRecord record;
  record.code = std::move(code);
  record.generic_name = rows.text(first);
  record.trade_name = rows.text(first + 1);
  record.form = rows.text(first + 2);
  record.strength = rows.text(first + 3);
  record.base_unit = rows.text(first + 4);
  record.pack_size = rows.quantity(first + 5);
  record.manufacturer = rows.text(first + 6);
  record.kind = rows.text(first + 7);
  record.storage = rows.text(first + 8);
  record.vat_rate =
      pricing::VatRate::of_micros(pricing::VatRate::parse(rows.text(first + 9)).micros(),
                                  static_cast<int>(rows.integer(first + 10)));
  record.substitution_group = rows.text(first + 11);
  record.approval_no = rows.text(first + 12);
  if (!rows.is_null(first + 13)) record.list_price = rows.price(first + 13, first + 14);
  return record;
}

ItemDetail read_detail(const Rows& rows, unsigned first) {
  ItemDetail detail;
  if (rows.is_null(first)) return detail;  // a plain item
  detail.generic_name_en = rows.text(first);
  detail.licence_holder = rows.text(first + 1);
  detail.national_code = rows.text(first + 2);
  detail.insurance_product_code = rows.text(first + 3);
  detail.gtin = rows.text(first + 4);
  detail.essential_medicine = rows.integer(first + 5) != 0;
  detail.insurance_class = parse_insurance_class(rows.text(first + 6)).value();
  detail.vbp_batch = rows.text(first + 7);
  detail.controlled_class = rows.text(first + 8);
  detail.antibiotic_level = rows.text(first + 9);
  detail.trace_coded = rows.integer(first + 10) != 0;
  if (!rows.is_null(first + 11)) detail.shelf_life_months = rows.integer(first + 11);
  detail.route = rows.text(first + 12);
  detail.form_family = rows.text(first + 13);
  detail.price_ratio_group = rows.text(first + 14);
  detail.ratio_representative = rows.integer(first + 15) != 0;
  detail.primary_level_only = rows.integer(first + 16) != 0;
  return detail;
}

/// `where` narrows i (item), v (item_version) and d (item_detail_version).
std::vector<ItemVersion> load_versions(Connection& connection, std::int64_t county_id,
                                       std::string_view where) {
  constexpr unsigned first_item = 6;
  constexpr unsigned first_detail = first_item + 15;
  Rows rows = connection.query(fmt::format(
      "SELECT i.item_id, i.code, v.version, v.effective_from,"
      " (SELECT MAX(l.version) FROM item_version l WHERE l.county_id = i.county_id"
      "  AND l.item_id = i.item_id), {}, {}"
      " FROM item i JOIN item_version v ON v.county_id = i.county_id AND v.item_id = i.item_id"
      " LEFT JOIN item_detail_version d ON d.county_id = v.county_id AND d.item_id = v.item_id"
      "  AND d.version = v.version WHERE i.county_id = {} AND {}",
      of_table("v", item_columns), of_table("d", detail_columns), county_id, where));
  std::vector<ItemVersion> versions;
  while (rows.next()) {
    versions.push_back(
        {rows.integer(1),
         rows.integer(3),
         rows.integer(5),
         rows.date(4),
         {read_item(rows, rows.text(2), first_item), read_detail(rows, first_detail)}});
  }
  return versions;
}

std::string literal(Date day) {
  return "'" + to_string(day) + "'";
}

void save_versions(Connection& connection, std::int64_t county_id,
                   const std::vector<ItemVersion>& versions) {
  BulkInsert insert(connection, fmt::format("item_version (county_id, item_id, version,"
                                            " effective_from, {})",
                                            item_columns));
  for (const ItemVersion& version : versions) {
    const ItemRecord& record = version.item.record;
    std::optional<std::int64_t> places;
    if (record.list_price) places = record.list_price->places();
    insert.row(county_id, version.item_id, version.version, version.effective_from,
               record.generic_name, record.trade_name, record.form, record.strength,
               record.base_unit, record.pack_size, record.manufacturer, record.kind, record.storage,
               record.vat_rate, record.vat_rate.places(), record.substitution_group,
               record.approval_no, record.list_price, places);
  }
  insert.finish();
}

int flag(bool value) {
  return value ? 1 : 0;
}

void save_details(Connection& connection, std::int64_t county_id,
                  const std::vector<ItemVersion>& versions) {
  BulkInsert insert(connection, fmt::format("item_detail_version (county_id, item_id, version, {})",
                                            detail_columns));
  for (const ItemVersion& version : versions) {
    const ItemDetail& detail = version.item.detail;
    if (detail == ItemDetail{}) continue;
    insert.row(county_id, version.item_id, version.version, detail.generic_name_en,
               detail.licence_holder, detail.national_code, detail.insurance_product_code,
               detail.gtin, flag(detail.essential_medicine), to_string(detail.insurance_class),
               detail.vbp_batch, detail.controlled_class, detail.antibiotic_level,
               flag(detail.trace_coded), detail.shelf_life_months, detail.route, detail.form_family,
               detail.price_ratio_group, flag(detail.ratio_representative),
               flag(detail.primary_level_only));
  }
  insert.finish();
}

}  // namespace

std::string holds_on(const std::string& as_of) {
  return fmt::format(
      "v.effective_from <= {0} AND NOT EXISTS (SELECT 1 FROM item_version w WHERE w.county_id ="
      " v.county_id AND w.item_id = v.item_id AND w.effective_from <= {0} AND (w.effective_from >"
      " v.effective_from OR (w.effective_from = v.effective_from AND w.version > v.version)))",
      as_of);
}

std::string sql_list(const Connection& connection, const std::vector<std::string>& texts) {
  std::string list = "(NULL";
  for (const std::string& text : texts) list += ", " + connection.quoted(text);
  return list + ")";
}

std::vector<Stored<ItemRecord>> load_items(Connection& connection, std::int64_t county_id) {
  Rows rows = connection.query(
      fmt::format("SELECT item_id, version, code, {} FROM item WHERE county_id = {}"
                  " ORDER BY item_id",
                  item_columns, county_id));
  std::vector<Stored<ItemRecord>> items;
  while (rows.next()) {
    items.push_back({rows.integer(1), rows.integer(2), read_item(rows, rows.text(3), 4)});
  }
  return items;
}

std::vector<ItemVersion> load_current_items(Connection& connection, std::int64_t county_id,
                                            Date as_of) {
  const std::string day = fmt::format(
      "GREATEST({}, (SELECT c.effective_from FROM item_version c WHERE c.county_id = i.county_id"
      " AND c.item_id = i.item_id AND c.version = i.version))",
      literal(as_of));
  return load_versions(connection, county_id, holds_on(day) + " ORDER BY i.code");
}

std::vector<ItemVersion> load_items_by_code(Connection& connection, std::int64_t county_id,
                                            Date as_of, const std::vector<std::string>& codes) {
  return load_versions(connection, county_id,
                       fmt::format("i.code IN {} AND {} ORDER BY i.code",
                                   sql_list(connection, codes), holds_on(literal(as_of))));
}

std::vector<ItemVersion> load_items_by_id(Connection& connection, std::int64_t county_id,
                                          Date as_of, const std::vector<std::int64_t>& item_ids) {
  if (item_ids.empty()) return {};
  return load_versions(connection, county_id,
                       fmt::format("i.item_id IN ({}) AND {} ORDER BY i.code",
                                   fmt::join(item_ids, ", "), holds_on(literal(as_of))));
}

std::vector<ItemVersion> load_items_by_generic(Connection& connection, std::int64_t county_id,
                                               Date as_of,
                                               const std::vector<std::string>& generic_names) {
  return load_versions(connection, county_id,
                       fmt::format("v.generic_name IN {} AND {} ORDER BY i.code",
                                   sql_list(connection, generic_names), holds_on(literal(as_of))));
}

std::vector<ItemVersion> load_items_by_group(Connection& connection, std::int64_t county_id,
                                             Date as_of, const std::vector<std::string>& groups) {
  return load_versions(connection, county_id,
                       fmt::format("v.substitution_group IN {} AND {} ORDER BY i.code",
                                   sql_list(connection, groups), holds_on(literal(as_of))));
}

std::vector<std::int64_t> ids_of(const std::vector<ItemVersion>& items) {
  std::vector<std::int64_t> ids;
  for (const ItemVersion& item : items) ids.push_back(item.item_id);
  return ids;
}

void lock_items(Connection& connection, std::int64_t county_id,
                const std::vector<std::string>& codes) {
  Rows rows = connection.query(
      fmt::format("SELECT item_id FROM item WHERE county_id = {} AND code IN {} ORDER BY code"
                  " FOR UPDATE",
                  county_id, sql_list(connection, codes)));
  while (rows.next()) {
  }
}

std::vector<ItemVersion> list_items(Connection& connection, std::int64_t county_id, Date as_of,
                                    const ItemFilter& filter, const std::string& after_code,
                                    int limit) {
  std::string where = "i.code > " + connection.quoted(after_code);
  const auto narrow = [&](std::string_view column, const std::string& wanted) {
    if (!wanted.empty()) where += fmt::format(" AND {} = {}", column, connection.quoted(wanted));
  };
  narrow("v.generic_name", filter.generic_name);
  narrow("v.kind", filter.kind);
  narrow("v.substitution_group", filter.substitution_group);
  narrow("d.route", filter.route);
  return load_versions(
      connection, county_id,
      fmt::format("{} AND {} ORDER BY i.code LIMIT {}", where, holds_on(literal(as_of)), limit));
}

std::vector<ItemVersion> list_item_versions(Connection& connection, std::int64_t county_id,
                                            const std::string& code) {
  return load_versions(connection, county_id,
                       "i.code = " + connection.quoted(code) + " ORDER BY v.version");
}

void save_item_versions(Connection& connection, std::int64_t county_id, Date today,
                        const std::vector<ItemVersion>& versions) {
  save_versions(connection, county_id, versions);
  save_details(connection, county_id, versions);
  std::vector<ItemVersion> current;
  for (const ItemVersion& version : versions) {
    if (version.effective_from <= today) current.push_back(version);
  }
  save_current_items(connection, county_id, current);
}

void save_current_items(Connection& connection, std::int64_t county_id,
                        const std::vector<ItemVersion>& versions) {
  BulkInsert insert(connection,
                    fmt::format("item (county_id, item_id, code, version, {})", item_columns),
                    "version = VALUES(version), " + each_column(item_columns, [](auto column) {
                      return fmt::format("{0} = VALUES({0})", column);
                    }));
  for (const ItemVersion& version : versions) {
    const ItemRecord& record = version.item.record;
    std::optional<std::int64_t> places;
    if (record.list_price) places = record.list_price->places();
    insert.row(county_id, version.item_id, record.code, version.version, record.generic_name,
               record.trade_name, record.form, record.strength, record.base_unit, record.pack_size,
               record.manufacturer, record.kind, record.storage, record.vat_rate,
               record.vat_rate.places(), record.substitution_group, record.approval_no,
               record.list_price, places);
  }
  insert.finish();
}

}  // namespace wutong::inventory
