#include "inventory/tables/master_tables.h"

#include <fmt/format.h>

#include <array>

#include "inventory/database/bulk_insert.h"
#include "inventory/database/error.h"
#include "inventory/identifier.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view facility_columns = "name, kind, parent_id";
constexpr std::string_view supplier_columns =
    "name, licence_no, licence_expires_on, order_fee, minimum_order_amount";

/// "name = VALUES(name), ..." for a column list.
std::string take_new_values(std::string_view columns) {
  std::string assignments = "version = VALUES(version)";
  while (!columns.empty()) {
    const auto comma = columns.find(',');
    std::string_view column = columns.substr(0, comma);
    column.remove_prefix(column.find_first_not_of(' '));
    assignments += fmt::format(", {0} = VALUES({0})", column);
    columns.remove_prefix(comma == std::string_view::npos ? columns.size() : comma + 1);
  }
  return assignments;
}

std::string select_current(std::string_view table, std::string_view columns,
                           std::int64_t county_id) {
  return fmt::format(
      "SELECT {0}_id, version, code, {1} FROM {0} WHERE county_id = {2} ORDER BY {0}_id", table,
      columns, county_id);
}

/// The current table and the table of versions take the same values, but for the code and the day.
class VersionedInsert {
 public:
  VersionedInsert(Connection& connection, std::string_view table, std::string_view columns,
                  Novelty novelty = Novelty::new_or_known)
      : current_(connection,
                 fmt::format("{0} (county_id, {0}_id, code, version, {1})", table, columns),
                 novelty == Novelty::all_new ? std::string() : take_new_values(columns)),
        version_(connection,
                 fmt::format("{0}_version (county_id, {0}_id, version, effective_from, {1})", table,
                             columns)) {}

  template <typename Record, typename... Values>
  void row(std::int64_t county_id, Date effective_from, const Stored<Record>& stored,
           const Values&... values) {
    current_.row(county_id, stored.id, stored.record.code, stored.version, values...);
    version_.row(county_id, stored.id, stored.version, effective_from, values...);
  }
  void finish() {
    current_.finish();
    version_.finish();
  }

 private:
  BulkInsert current_;
  BulkInsert version_;
};

std::optional<Date> optional_date(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.date(column);
}

std::optional<pricing::Money> optional_money(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.money(column);
}

std::string_view name_of(Noun noun) {
  constexpr std::array<std::string_view, 3> names{"facility", "supplier", "item"};
  return names.at(static_cast<std::size_t>(noun));
}

std::vector<std::int64_t> ids_of(Connection& connection, std::int64_t county_id, Noun noun,
                                 const std::vector<std::string>& codes) {
  std::unordered_map<std::string, std::int64_t> ids;
  for (const auto& [id, code] : load_codes(connection, county_id, noun)) ids.emplace(code, id);
  std::vector<std::int64_t> found;
  found.reserve(codes.size());
  for (const std::string& code : codes) {
    const auto position = ids.find(code);
    found.push_back(position == ids.end() ? 0 : position->second);
  }
  return found;
}

}  // namespace

std::vector<Stored<FacilityRecord>> load_facilities(Connection& connection,
                                                    std::int64_t county_id) {
  const CodesById codes = load_codes(connection, county_id, Noun::facility);
  Rows rows = connection.query(select_current("facility", facility_columns, county_id));
  std::vector<Stored<FacilityRecord>> facilities;
  while (rows.next()) {
    FacilityRecord record{rows.text(3), rows.text(4), parse_facility_kind(rows.text(5)).value(),
                          rows.is_null(6) ? std::string() : codes.at(rows.integer(6))};
    facilities.push_back({rows.integer(1), rows.integer(2), std::move(record)});
  }
  return facilities;
}

std::string_view supplier_column_list() {
  return supplier_columns;
}

SupplierRecord read_supplier(const Rows& rows, std::string code, unsigned first) {
  return {std::move(code),
          rows.text(first),
          rows.text(first + 1),
          optional_date(rows, first + 2),
          optional_money(rows, first + 3),
          optional_money(rows, first + 4)};
}

std::vector<Stored<SupplierRecord>> load_suppliers(Connection& connection, std::int64_t county_id) {
  Rows rows = connection.query(select_current("supplier", supplier_columns, county_id));
  std::vector<Stored<SupplierRecord>> suppliers;
  while (rows.next()) {
    suppliers.push_back({rows.integer(1), rows.integer(2), read_supplier(rows, rows.text(3), 4)});
  }
  return suppliers;
}

std::unordered_map<std::int64_t, pricing::Quantity> load_pack_sizes(Connection& connection,
                                                                    std::int64_t county_id) {
  Rows rows = connection.query(
      fmt::format("SELECT item_id, pack_size FROM item WHERE county_id = {}", county_id));
  std::unordered_map<std::int64_t, pricing::Quantity> pack_sizes;
  while (rows.next()) pack_sizes.emplace(rows.integer(1), rows.quantity(2));
  return pack_sizes;
}

void save_facilities(Connection& connection, std::int64_t county_id, Date effective_from,
                     const std::vector<Stored<FacilityRecord>>& facilities,
                     const std::unordered_map<std::string, std::int64_t>& ids_by_code,
                     Novelty novelty) {
  VersionedInsert insert(connection, "facility", facility_columns, novelty);
  for (const auto& facility : facilities) {
    const FacilityRecord& record = facility.record;
    std::optional<std::int64_t> parent_id;
    if (!record.parent_code.empty()) parent_id = ids_by_code.at(record.parent_code);
    insert.row(county_id, effective_from, facility, record.name, to_string(record.kind), parent_id);
  }
  insert.finish();
}

void save_suppliers(Connection& connection, std::int64_t county_id, Date effective_from,
                    const std::vector<Stored<SupplierRecord>>& suppliers, Novelty novelty) {
  VersionedInsert insert(connection, "supplier", supplier_columns, novelty);
  for (const auto& supplier : suppliers) {
    const SupplierRecord& record = supplier.record;
    insert.row(county_id, effective_from, supplier, record.name, record.licence_no,
               record.licence_expires_on, record.order_fee, record.minimum_order_amount);
  }
  insert.finish();
}

IdBook load_id_book(Connection& connection, std::int64_t county_id, const CodeBook& codes) {
  return {ids_of(connection, county_id, Noun::facility, codes.facilities),
          ids_of(connection, county_id, Noun::supplier, codes.suppliers),
          ids_of(connection, county_id, Noun::item, codes.items)};
}

CodesById load_codes(Connection& connection, std::int64_t county_id, Noun noun) {
  Rows rows = connection.query(
      fmt::format("SELECT {0}_id, code FROM {0} WHERE county_id = {1}", name_of(noun), county_id));
  CodesById codes;
  while (rows.next()) codes.emplace(rows.integer(1), rows.text(2));
  return codes;
}

std::int64_t load_centre_id(Connection& connection, std::int64_t county_id) {
  const auto id = connection.query_integer(fmt::format(
      "SELECT facility_id FROM facility WHERE county_id = {} AND kind = 'centre'", county_id));
  if (!id) throw DatabaseError(0, "the county has no centre");
  return *id;
}

std::int64_t find_county(Connection& connection, const std::string& code) {
  return connection
      .query_integer("SELECT county_id FROM county WHERE code = " + connection.quoted(code))
      .value_or(0);
}

std::vector<County> load_counties(Connection& connection) {
  Rows rows = connection.query("SELECT county_id, code FROM county ORDER BY code");
  std::vector<County> counties;
  while (rows.next()) counties.push_back({rows.integer(1), rows.text(2)});
  return counties;
}

std::int64_t register_county(Connection& connection, const std::string& code) {
  connection.execute(fmt::format(
      "INSERT INTO county VALUES ({}, {}, UTC_TIMESTAMP(6)) ON DUPLICATE KEY UPDATE code = code",
      IdentifierSource::shared().next(), connection.quoted(code)));
  return find_county(connection, code);
}

}  // namespace wutong::inventory
