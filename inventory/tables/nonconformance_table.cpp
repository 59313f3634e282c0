#include "inventory/tables/nonconformance_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

std::vector<Nonconformance> select_where(Connection& connection, std::int64_t county_id,
                                         const std::string& condition) {
  Rows rows = connection.query(fmt::format(
      "SELECT n.nonconformance_id, n.nonconformance_no, n.delivery_id, d.delivery_no,"
      " o.supplier_id, d.facility_id, n.line_no, n.item_id, n.reason, n.quantity, n.state,"
      " n.version, n.evidence, n.resolution, n.resolution_note, n.opened_by, n.resolved_by"
      " FROM nonconformance n"
      " JOIN delivery d ON d.county_id = n.county_id AND d.delivery_id = n.delivery_id"
      " JOIN purchase_order o ON o.county_id = d.county_id AND o.order_id = d.order_id"
      " WHERE n.county_id = {} AND {}",
      county_id, condition));
  std::vector<Nonconformance> deviations;
  while (rows.next()) {
    deviations.push_back({rows.integer(1), rows.text(2), rows.integer(3), rows.text(4),
                          rows.integer(5), rows.integer(6), rows.integer(7), rows.integer(8),
                          parse_rejection_reason(rows.text(9)).value(), rows.quantity(10),
                          parse_nonconformance_state(rows.text(11)).value(), rows.integer(12),
                          rows.text(13), rows.text(14), rows.text(15), rows.text(16),
                          rows.text(17)});
  }
  return deviations;
}

std::optional<Nonconformance> select_one(Connection& connection, std::int64_t county_id,
                                         const std::string& number, std::string_view lock) {
  auto found =
      select_where(connection, county_id,
                   fmt::format("n.nonconformance_no = {}{}", connection.quoted(number), lock));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

void insert_nonconformances(Connection& connection, const Recording& recording,
                            const std::vector<Nonconformance>& deviations) {
  BulkInsert insert(connection,
                    "nonconformance (county_id, nonconformance_id, nonconformance_no, delivery_id,"
                    " line_no, item_id, reason, quantity, state, version, evidence, resolution,"
                    " resolution_note, opened_by, opened_at, resolved_by, resolved_at)");
  for (const Nonconformance& one : deviations) {
    insert.row(recording.county_id, one.nonconformance_id, one.nonconformance_no, one.delivery_id,
               one.line_no, one.item_id, to_string(one.reason), one.quantity, to_string(one.state),
               one.version, one.evidence, "", "", recording.actor, to_string(recording.now), "",
               std::nullopt);
  }
  insert.finish();
}

void save_nonconformance(Connection& connection, const Recording& recording,
                         const Nonconformance& deviation, const std::string& resolved_by) {
  connection.execute(fmt::format(
      "UPDATE nonconformance SET state = '{}', version = {}, resolution = {}, resolution_note = {},"
      " resolved_by = {}, resolved_at = '{}' WHERE county_id = {} AND nonconformance_id = {}",
      to_string(deviation.state), deviation.version, connection.quoted(deviation.resolution),
      connection.quoted(deviation.resolution_note), connection.quoted(resolved_by),
      to_string(recording.now), recording.county_id, deviation.nonconformance_id));
}

std::optional<Nonconformance> find_nonconformance(Connection& connection, std::int64_t county_id,
                                                  const std::string& number) {
  return select_one(connection, county_id, number, "");
}

std::optional<Nonconformance> lock_nonconformance(Connection& connection, std::int64_t county_id,
                                                  const std::string& number) {
  return select_one(connection, county_id, number, " FOR UPDATE");
}

std::vector<Nonconformance> list_nonconformances(Connection& connection, std::int64_t county_id,
                                                 const NonconformanceFilter& filter) {
  std::string condition = fmt::format("n.nonconformance_id > {}", filter.after_id);
  if (filter.supplier_id) condition += fmt::format(" AND o.supplier_id = {}", *filter.supplier_id);
  if (!filter.facility_ids.empty()) {
    condition += fmt::format(" AND d.facility_id IN ({})", fmt::join(filter.facility_ids, ","));
  }
  if (!filter.delivery_no.empty()) {
    condition += " AND d.delivery_no = " + connection.quoted(filter.delivery_no);
  }
  if (!filter.state.empty()) condition += " AND n.state = " + connection.quoted(filter.state);
  return select_where(
      connection, county_id,
      condition + fmt::format(" ORDER BY n.nonconformance_id LIMIT {}", filter.at_most));
}

}  // namespace wutong::inventory
