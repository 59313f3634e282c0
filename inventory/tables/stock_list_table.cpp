#include "inventory/tables/stock_list_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"
#include "inventory/records/named_values.h"

namespace wutong::inventory {

namespace {

constexpr NamedValues<StockMethod, 3> methods{{
    {StockMethod::periodic_review, "periodic_review"},
    {StockMethod::minimum_maximum, "minimum_maximum"},
    {StockMethod::imprest, "imprest"},
}};

constexpr std::string_view line_columns =
    "item_id, version, method, minimum, maximum, note, actor, recorded_at";

StockListLine read_line(const Rows& rows) {
  return {rows.integer(1),
          parse_stock_method(rows.text(3)).value(),
          rows.optional_quantity(4),
          rows.optional_quantity(5),
          rows.text(6),
          rows.integer(2),
          rows.text(7),
          rows.text(8)};
}

}  // namespace

std::string_view to_string(StockMethod method) {
  return name_of(methods, method);
}

std::optional<StockMethod> parse_stock_method(std::string_view text) {
  return value_named(methods, text);
}

StockList load_stock_list(Connection& connection, std::int64_t county_id,
                          std::int64_t facility_id) {
  StockList list;
  list.version = connection
                     .query_integer(fmt::format(
                         "SELECT version FROM stock_list WHERE county_id = {} AND facility_id = {}",
                         county_id, facility_id))
                     .value_or(0);
  if (list.version == 0) return list;
  Rows rows = connection.query(
      fmt::format("SELECT {0} FROM stock_list_line l WHERE county_id = {1} AND facility_id = {2}"
                  " AND method <> 'periodic_review' AND version = (SELECT MAX(n.version)"
                  "  FROM stock_list_line n WHERE n.county_id = l.county_id"
                  "  AND n.facility_id = l.facility_id AND n.item_id = l.item_id)"
                  " ORDER BY item_id",
                  line_columns, county_id, facility_id));
  while (rows.next()) list.lines.push_back(read_line(rows));
  return list;
}

std::vector<StockListLine> load_stock_list_history(Connection& connection, std::int64_t county_id,
                                                   std::int64_t facility_id, std::int64_t item_id) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM stock_list_line WHERE county_id = {} AND facility_id = {}"
                  " AND item_id = {} ORDER BY version DESC",
                  line_columns, county_id, facility_id, item_id));
  std::vector<StockListLine> lines;
  while (rows.next()) lines.push_back(read_line(rows));
  return lines;
}

std::int64_t lock_stock_list(Connection& connection, std::int64_t county_id,
                             std::int64_t facility_id) {
  // The row is made first, so that two first changes meet at it.
  connection.execute(
      fmt::format("INSERT INTO stock_list (county_id, facility_id, version) VALUES ({}, {}, 0)"
                  " ON DUPLICATE KEY UPDATE version = version",
                  county_id, facility_id));
  return connection
      .query_integer(
          fmt::format("SELECT version FROM stock_list WHERE county_id = {} AND facility_id = {}"
                      " FOR UPDATE",
                      county_id, facility_id))
      .value_or(0);
}

void save_stock_list(Connection& connection, const Recording& recording, std::int64_t facility_id,
                     std::int64_t version, const std::vector<StockListLine>& lines) {
  connection.execute(
      fmt::format("UPDATE stock_list SET version = {} WHERE county_id = {} AND facility_id = {}",
                  version, recording.county_id, facility_id));
  BulkInsert insert(connection,
                    fmt::format("stock_list_line (county_id, facility_id, {})", line_columns));
  for (const StockListLine& line : lines) {
    insert.row(recording.county_id, facility_id, line.item_id, version, to_string(line.method),
               line.minimum, line.maximum, line.note, recording.actor, to_string(recording.now));
  }
  insert.finish();
}

}  // namespace wutong::inventory
