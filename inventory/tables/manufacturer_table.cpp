#include "inventory/tables/manufacturer_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view manufacturer_columns = "manufacturer_id, code, name, registered_on";

std::vector<Manufacturer> read_manufacturers(Rows rows) {
  std::vector<Manufacturer> manufacturers;
  while (rows.next()) {
    manufacturers.push_back({rows.integer(1), rows.text(2), rows.text(3), rows.date(4)});
  }
  return manufacturers;
}

}  // namespace

std::vector<Manufacturer> load_manufacturers(Connection& connection, std::int64_t county_id,
                                             const std::string& after_code, std::int64_t at_most) {
  return read_manufacturers(connection.query(
      fmt::format("SELECT {} FROM manufacturer WHERE county_id = {} AND code > {} ORDER BY code"
                  " LIMIT {}",
                  manufacturer_columns, county_id, connection.quoted(after_code), at_most)));
}

std::optional<Manufacturer> find_manufacturer(Connection& connection, std::int64_t county_id,
                                              const std::string& code) {
  auto found = read_manufacturers(
      connection.query(fmt::format("SELECT {} FROM manufacturer WHERE county_id = {} AND code = {}",
                                   manufacturer_columns, county_id, connection.quoted(code))));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void insert_manufacturers(Connection& connection, std::int64_t county_id,
                          const std::vector<Manufacturer>& manufacturers) {
  BulkInsert insert(connection, fmt::format("manufacturer (county_id, {})", manufacturer_columns));
  for (const Manufacturer& one : manufacturers) {
    insert.row(county_id, one.manufacturer_id, one.code, one.name, one.registered_on);
  }
  insert.finish();
}

std::vector<SupplyAuthorisation> load_authorisations(Connection& connection, std::int64_t county_id,
                                                     std::optional<Date> as_of) {
  const std::string counting =
      as_of
          ? fmt::format(
                " AND a.valid_from <= '{0}' AND (a.valid_until IS NULL OR a.valid_until >= '{0}')",
                to_string(*as_of))
          : std::string();
  Rows rows = connection.query(fmt::format(
      "SELECT a.authorisation_id, a.manufacturer_id, a.supplier_id, m.code, s.code, a.scope,"
      " a.valid_from, a.valid_until FROM supply_authorisation a"
      " JOIN manufacturer m ON m.county_id = a.county_id AND m.manufacturer_id = a.manufacturer_id"
      " JOIN supplier s ON s.county_id = a.county_id AND s.supplier_id = a.supplier_id"
      " WHERE a.county_id = {}{} ORDER BY m.code, s.code, a.authorisation_id",
      county_id, counting));
  std::vector<SupplyAuthorisation> authorisations;
  while (rows.next()) {
    std::optional<Date> valid_until;
    if (!rows.is_null(8)) valid_until = rows.date(8);
    authorisations.push_back({rows.integer(1), rows.integer(2), rows.integer(3), rows.text(4),
                              rows.text(5), rows.text(6), rows.date(7), valid_until});
  }
  return authorisations;
}

void save_authorisations(Connection& connection, std::int64_t county_id,
                         const std::vector<SupplyAuthorisation>& authorisations) {
  BulkInsert insert(connection,
                    "supply_authorisation (county_id, authorisation_id, manufacturer_id,"
                    " supplier_id, scope, valid_from, valid_until)",
                    "valid_until = VALUES(valid_until)");
  for (const SupplyAuthorisation& one : authorisations) {
    insert.row(county_id, one.authorisation_id, one.manufacturer_id, one.supplier_id, one.scope,
               one.valid_from, one.valid_until);
  }
  insert.finish();
}

std::int64_t end_authorisations(Connection& connection, std::int64_t county_id,
                                const SupplyAuthorisation& pair, Date valid_until) {
  return connection.execute(
      fmt::format("UPDATE supply_authorisation SET valid_until = '{0}' WHERE county_id = {1} AND"
                  " manufacturer_id = {2} AND supplier_id = {3} AND valid_from <= '{0}' AND"
                  " (valid_until IS NULL OR valid_until > '{0}')",
                  to_string(valid_until), county_id, pair.manufacturer_id, pair.supplier_id));
}

}  // namespace wutong::inventory
