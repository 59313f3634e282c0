#include "inventory/tables/trace_code_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"
#include "inventory/tables/item_table.h"

namespace wutong::inventory {

KnownTraceCode find_trace_code(Connection& connection, std::int64_t county_id,
                               const std::vector<std::string>& codes) {
  if (codes.empty()) return {};
  Rows rows = connection.query(
      fmt::format("SELECT t.code, d.delivery_no FROM trace_code t JOIN delivery d ON"
                  " d.county_id = t.county_id AND d.delivery_id = t.delivery_id"
                  " WHERE t.county_id = {} AND t.code IN {} ORDER BY t.code LIMIT 1",
                  county_id, sql_list(connection, codes)));
  if (!rows.next()) return {};
  return {rows.text(1), rows.text(2)};
}

std::vector<TraceProduct> load_trace_products(Connection& connection, std::int64_t county_id,
                                              const std::vector<std::string>& products) {
  if (products.empty()) return {};
  Rows rows = connection.query(fmt::format(
      "SELECT product, item_id FROM trace_product WHERE county_id = {} AND product IN {}",
      county_id, sql_list(connection, products)));
  std::vector<TraceProduct> known;
  while (rows.next()) known.push_back({rows.text(1), rows.integer(2)});
  return known;
}

void save_trace_products(Connection& connection, std::int64_t county_id,
                         const std::vector<TraceProduct>& products) {
  BulkInsert insert(connection, "trace_product (county_id, product, item_id)", "item_id = item_id");
  for (const TraceProduct& one : products) insert.row(county_id, one.product, one.item_id);
  insert.finish();
}

}  // namespace wutong::inventory
