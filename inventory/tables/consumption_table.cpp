#include "inventory/tables/consumption_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view columns =
    "consumption_id, consumption_no, facility_id, used_on, reverses_id, reason, actor, recorded_at";

std::string selected(std::int64_t county_id) {
  return fmt::format(
      "SELECT {}, (SELECT r.consumption_id FROM consumption r WHERE r.county_id = k.county_id"
      " AND r.reverses_id = k.consumption_id) FROM consumption k WHERE county_id = {}",
      columns, county_id);
}

std::optional<std::int64_t> optional_id(const Rows& rows, unsigned column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.integer(column);
}

Consumption read(const Rows& rows) {
  return {rows.integer(1), rows.text(2), rows.integer(3), rows.date(4),        optional_id(rows, 5),
          rows.text(6),    rows.text(7), rows.text(8),    optional_id(rows, 9)};
}

}  // namespace

std::optional<Consumption> find_consumption(Connection& connection, std::int64_t county_id,
                                            const std::string& consumption_no, bool lock) {
  Rows rows = connection.query(selected(county_id) + " AND consumption_no = " +
                               connection.quoted(consumption_no) + (lock ? " FOR UPDATE" : ""));
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::optional<Consumption> find_consumption(Connection& connection, std::int64_t county_id,
                                            std::int64_t consumption_id) {
  Rows rows = connection.query(selected(county_id) +
                               fmt::format(" AND consumption_id = {}", consumption_id));
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::unordered_map<std::int64_t, std::string> load_lot_numbers(Connection& connection,
                                                               std::int64_t county_id,
                                                               std::int64_t consumption_id) {
  Rows rows = connection.query(
      fmt::format("SELECT lot.lot_id, lot.lot_no FROM consumption_line l"
                  " JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id"
                  " WHERE l.county_id = {} AND l.consumption_id = {}",
                  county_id, consumption_id));
  std::unordered_map<std::int64_t, std::string> numbers;
  while (rows.next()) numbers.emplace(rows.integer(1), rows.text(2));
  return numbers;
}

std::vector<ConsumptionLine> load_consumption_lines(Connection& connection, std::int64_t county_id,
                                                    std::int64_t consumption_id) {
  Rows rows = connection.query(
      fmt::format("SELECT item_id, lot_id, quantity FROM consumption_line WHERE county_id = {} AND"
                  " consumption_id = {} ORDER BY item_id, lot_id",
                  county_id, consumption_id));
  std::vector<ConsumptionLine> lines;
  while (rows.next()) lines.push_back({rows.integer(1), rows.integer(2), rows.quantity(3)});
  return lines;
}

std::int64_t count_consumption_numbers(Connection& connection, std::int64_t county_id,
                                       std::int64_t facility_id, const std::string& begins) {
  connection.query_integer(fmt::format(
      "SELECT facility_id FROM facility WHERE county_id = {} AND facility_id = {} FOR UPDATE",
      county_id, facility_id));
  return connection
      .query_integer(fmt::format("SELECT COUNT(*) FROM consumption WHERE county_id = {} AND"
                                 " facility_id = {} AND LEFT(consumption_no, CHAR_LENGTH({})) = {}",
                                 county_id, facility_id, connection.quoted(begins),
                                 connection.quoted(begins)))
      .value_or(0);
}

void insert_consumption(Connection& connection, const Recording& recording,
                        const Consumption& document, const std::vector<ConsumptionLine>& lines) {
  BulkInsert head(connection, fmt::format("consumption (county_id, {})", columns));
  head.row(recording.county_id, document.consumption_id, document.consumption_no,
           document.facility_id, document.used_on, document.reverses_id, document.reason,
           recording.actor, to_string(recording.now));
  head.finish();
  BulkInsert insert(connection,
                    "consumption_line (county_id, consumption_id, item_id, lot_id, quantity)");
  for (const ConsumptionLine& line : lines) {
    insert.row(recording.county_id, document.consumption_id, line.item_id, line.lot_id,
               line.quantity);
  }
  insert.finish();
}

std::vector<Consumption> list_consumptions(Connection& connection, std::int64_t county_id,
                                           const ConsumptionFilter& filter) {
  std::string sql =
      selected(county_id) + fmt::format(" AND facility_id = {} AND consumption_id < {}",
                                        filter.facility_id, filter.below_id);
  if (filter.first_day) sql += " AND used_on >= '" + to_string(*filter.first_day) + "'";
  if (filter.last_day) sql += " AND used_on <= '" + to_string(*filter.last_day) + "'";
  Rows rows =
      connection.query(sql + fmt::format(" ORDER BY consumption_id DESC LIMIT {}", filter.at_most));
  std::vector<Consumption> documents;
  while (rows.next()) documents.push_back(read(rows));
  return documents;
}

}  // namespace wutong::inventory
