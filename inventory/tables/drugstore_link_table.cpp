#include "inventory/tables/drugstore_link_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view columns =
    "link_id, pharmacy_facility_id, drugstore_facility_id, distance_metres, opening_hours,"
    " valid_from, valid_until";

}  // namespace

std::vector<DrugstoreLink> load_drugstore_links(Connection& connection, std::int64_t county_id) {
  Rows rows =
      connection.query(fmt::format("SELECT {} FROM drugstore_link WHERE county_id = {} ORDER BY"
                                   " pharmacy_facility_id, distance_metres, link_id",
                                   columns, county_id));
  std::vector<DrugstoreLink> links;
  while (rows.next()) {
    DrugstoreLink link{rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4),
                       rows.text(5),    rows.date(6),    std::nullopt};
    if (!rows.is_null(7)) link.valid_until = rows.date(7);
    links.push_back(std::move(link));
  }
  return links;
}

void save_drugstore_links(Connection& connection, std::int64_t county_id,
                          const std::vector<DrugstoreLink>& links) {
  BulkInsert insert(connection, fmt::format("drugstore_link (county_id, {})", columns),
                    "valid_until = VALUES(valid_until)");
  for (const DrugstoreLink& link : links) {
    insert.row(county_id, link.link_id, link.pharmacy_facility_id, link.drugstore_facility_id,
               link.distance_metres, link.opening_hours, link.valid_from, link.valid_until);
  }
  insert.finish();
}

}  // namespace wutong::inventory
