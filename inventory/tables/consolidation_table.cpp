#include "inventory/tables/consolidation_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view head_columns =
    "consolidation_id, consolidation_no, cycle_id, state, version, delivery_rule, fingerprint,"
    " made_on, made_by, made_at, undone_by, undone_at, undone_reason";
constexpr std::string_view item_columns =
    "item_id, requested, usable_stock, promised, open_orders, in_transit, net_need, pack_size,"
    " ordered_packs, uncovered, uncovered_reason";
constexpr std::string_view line_columns =
    "item_id, delivery_facility_id, agreement_id, place, supplier_id, order_id, needed_quantity,"
    " needed_packs, packs, pack_price, pack_price_places, reason_code, note";
constexpr std::string_view bar_columns = "item_id, agreement_id, supplier_id, reason_code, detail";

Consolidation read_head(const Rows& rows) {
  return {rows.integer(1), rows.text(2),
          rows.integer(3), parse_consolidation_state(rows.text(4)).value(),
          rows.integer(5), parse_delivery_rule(rows.text(6)).value(),
          rows.text(7),    rows.date(8),
          rows.text(9),    rows.text(10),
          rows.text(11),   rows.is_null(12) ? std::string() : rows.text(12),
          rows.text(13)};
}

std::optional<Consolidation> select_head(Connection& connection, std::int64_t county_id,
                                         const std::string& number, std::string_view lock) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM consolidation WHERE county_id = {} AND consolidation_no = {}{}",
                  head_columns, county_id, connection.quoted(number), lock));
  if (!rows.next()) return std::nullopt;
  return read_head(rows);
}

std::string of_consolidation(std::string_view columns, std::string_view table,
                             std::int64_t county_id, std::int64_t consolidation_id,
                             std::string_view order) {
  return fmt::format("SELECT {} FROM {} WHERE county_id = {} AND consolidation_id = {} ORDER BY {}",
                     columns, table, county_id, consolidation_id, order);
}

void insert_parts(Connection& connection, std::int64_t county_id, std::int64_t consolidation_id,
                  const ConsolidationContent& content) {
  BulkInsert requisitions(
      connection, "consolidation_requisition (county_id, consolidation_id, requisition_id)");
  for (const std::int64_t id : content.requisition_ids) {
    requisitions.row(county_id, consolidation_id, id);
  }
  requisitions.finish();
  BulkInsert items(connection, fmt::format("consolidation_item (county_id, consolidation_id, {})",
                                           item_columns));
  for (const ConsolidatedItem& one : content.items) {
    items.row(county_id, consolidation_id, one.item_id, one.requested, one.usable_stock,
              one.promised, one.open_orders, one.in_transit, one.net_need, one.pack_size,
              one.ordered_packs, one.uncovered, one.uncovered_reason);
  }
  items.finish();
  BulkInsert lines(connection, fmt::format("consolidation_line (county_id, consolidation_id, {})",
                                           line_columns));
  for (const ConsolidatedLine& one : content.lines) {
    lines.row(county_id, consolidation_id, one.item_id, one.delivery_facility_id, one.agreement_id,
              one.place, one.supplier_id, one.order_id, one.needed_quantity, one.needed_packs,
              one.packs, one.pack_price, one.pack_price.places(), one.reason_code, one.note);
  }
  lines.finish();
  BulkInsert bars(connection,
                  fmt::format("consolidation_bar (county_id, consolidation_id, {})", bar_columns));
  for (const ConsolidationBar& one : content.bars) {
    bars.row(county_id, consolidation_id, one.item_id, one.agreement_id, one.supplier_id,
             one.reason_code, one.detail);
  }
  bars.finish();
}

/// SQL: what the requisitions ask for, summed as the requests of a cycle are kept.
std::string asked_for(std::int64_t county_id, const std::vector<std::int64_t>& requisition_ids) {
  return fmt::format(
      "SELECT i.item_id, IF(r.kind = 'emergency', 'emergency', 'regular') AS kind, r.facility_id,"
      " SUM(COALESCE(i.approved_quantity, i.endorsed_quantity, i.requested_quantity)) AS quantity"
      " FROM requisition r JOIN requisition_item i ON i.county_id = r.county_id AND"
      " i.requisition_id = r.requisition_id WHERE r.county_id = {} AND r.requisition_id IN ({})"
      " AND COALESCE(i.approved_quantity, i.endorsed_quantity, i.requested_quantity) > 0"
      " GROUP BY i.item_id, IF(r.kind = 'emergency', 'emergency', 'regular'), r.facility_id",
      county_id, fmt::join(requisition_ids, ","));
}

/// SQL: what is still to come of the cycle's orders, by item and place of delivery.
constexpr std::string_view still_to_come =
    "SELECT l.item_id, d.delivery_facility_id AS facility_id,"
    " SUM(l.packs * l.pack_size - l.accepted_quantity) AS quantity FROM purchase_order o"
    " JOIN purchase_order_detail d ON d.county_id = o.county_id AND d.order_id = o.order_id"
    " JOIN purchase_order_line l ON l.county_id = o.county_id AND l.order_id = o.order_id"
    " WHERE o.county_id = {0} AND o.cycle_id = {1}"
    " AND o.state IN ('drafted', 'approved', 'placed', 'confirmed', 'partly_received')";

}  // namespace

std::int64_t count_consolidations(Connection& connection, const CycleRef& cycle) {
  return connection
      .query_integer(
          fmt::format("SELECT COUNT(*) FROM consolidation WHERE county_id = {} AND cycle_id = {}",
                      cycle.county_id, cycle.cycle_id))
      .value_or(0);
}

void insert_consolidation(Connection& connection, const Recording& recording,
                          const Consolidation& consolidation, const ConsolidationContent& content) {
  BulkInsert head(connection, fmt::format("consolidation (county_id, {})", head_columns));
  head.row(recording.county_id, consolidation.consolidation_id, consolidation.consolidation_no,
           consolidation.cycle_id, to_string(consolidation.state), consolidation.version,
           to_string(consolidation.delivery_rule), consolidation.fingerprint, consolidation.made_on,
           recording.actor, to_string(recording.now), "", std::nullopt, "");
  head.finish();
  insert_parts(connection, recording.county_id, consolidation.consolidation_id, content);
}

std::optional<Consolidation> find_consolidation(Connection& connection, std::int64_t county_id,
                                                const std::string& consolidation_no) {
  return select_head(connection, county_id, consolidation_no, "");
}

std::optional<Consolidation> lock_consolidation(Connection& connection, std::int64_t county_id,
                                                const std::string& consolidation_no) {
  return select_head(connection, county_id, consolidation_no, " FOR UPDATE");
}

ConsolidationContent load_consolidation_content(Connection& connection, std::int64_t county_id,
                                                std::int64_t consolidation_id) {
  ConsolidationContent content;
  {
    Rows rows = connection.query(of_consolidation("requisition_id", "consolidation_requisition",
                                                  county_id, consolidation_id, "requisition_id"));
    while (rows.next()) content.requisition_ids.push_back(rows.integer(1));
  }
  {
    Rows rows = connection.query(of_consolidation(item_columns, "consolidation_item", county_id,
                                                  consolidation_id, "item_id"));
    while (rows.next()) {
      content.items.push_back({rows.integer(1), rows.quantity(2), rows.quantity(3),
                               rows.quantity(4), rows.quantity(5), rows.quantity(6),
                               rows.quantity(7), rows.quantity(8), rows.quantity(9),
                               rows.quantity(10), rows.text(11)});
    }
  }
  {
    Rows rows = connection.query(of_consolidation(line_columns, "consolidation_line", county_id,
                                                  consolidation_id,
                                                  "item_id, place, delivery_facility_id"));
    while (rows.next()) {
      content.lines.push_back({rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4),
                               rows.integer(5), rows.integer(6), rows.quantity(7), rows.quantity(8),
                               rows.quantity(9), rows.price(10, 11), rows.text(12), rows.text(13)});
    }
  }
  Rows rows = connection.query(of_consolidation(bar_columns, "consolidation_bar", county_id,
                                                consolidation_id, "item_id, agreement_id"));
  while (rows.next()) {
    content.bars.push_back(
        {rows.integer(1), rows.integer(2), rows.integer(3), rows.text(4), rows.text(5)});
  }
  return content;
}

void save_consolidation_undone(Connection& connection, const Recording& recording,
                               const Consolidation& consolidation) {
  connection.execute(fmt::format(
      "UPDATE consolidation SET state = '{}', version = {}, undone_by = {}, undone_at = '{}',"
      " undone_reason = {} WHERE county_id = {} AND consolidation_id = {}",
      to_string(consolidation.state), consolidation.version, connection.quoted(recording.actor),
      to_string(recording.now), connection.quoted(consolidation.undone_reason), recording.county_id,
      consolidation.consolidation_id));
  connection.count_rows_written(1);
}

std::vector<ConsolidationSummary> list_consolidations(Connection& connection,
                                                      std::int64_t county_id,
                                                      const ConsolidationFilter& filter) {
  std::string where =
      fmt::format("c.county_id = {} AND c.consolidation_id < {}", county_id, filter.below_id);
  if (!filter.period.empty()) where += " AND p.period = " + connection.quoted(filter.period);
  if (!filter.state.empty()) where += " AND c.state = " + connection.quoted(filter.state);
  if (!filter.number.empty()) {
    where += " AND c.consolidation_no = " + connection.quoted(filter.number);
  }
  const auto count_of = [](std::string_view table, std::string_view condition) {
    return fmt::format(
        "(SELECT COUNT(*) FROM {} x WHERE x.county_id = c.county_id AND"
        " x.consolidation_id = c.consolidation_id{})",
        table, condition);
  };
  std::string columns;
  for (std::string_view rest = head_columns; !rest.empty();) {
    const std::size_t comma = rest.find(", ");
    columns += fmt::format("c.{}, ", rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 2);
  }
  Rows rows = connection.query(fmt::format(
      "SELECT {}p.period, {}, {}, {}, {} FROM consolidation c JOIN procurement_cycle p ON"
      " p.county_id = c.county_id AND p.cycle_id = c.cycle_id WHERE {}"
      " ORDER BY c.consolidation_id DESC LIMIT {}",
      columns, count_of("consolidation_requisition", ""), count_of("consolidation_item", ""),
      count_of("consolidation_line", ""), count_of("consolidation_item", " AND x.uncovered > 0"),
      where, filter.at_most));
  std::vector<ConsolidationSummary> summaries;
  while (rows.next()) {
    summaries.push_back({read_head(rows), rows.text(14), rows.integer(15), rows.integer(16),
                         rows.integer(17), rows.integer(18)});
  }
  return summaries;
}

std::unordered_map<std::int64_t, ItemFlow> load_item_flows(Connection& connection,
                                                           const CycleRef& cycle,
                                                           std::int64_t centre_id) {
  std::unordered_map<std::int64_t, ItemFlow> flows;
  const std::string coming =
      fmt::format(fmt::runtime(still_to_come), cycle.county_id, cycle.cycle_id);
  {
    Rows rows = connection.query(fmt::format(
        "SELECT q.item_id, SUM(GREATEST(0, q.quantity - COALESCE(s.quantity, 0)"
        " - COALESCE(t.quantity, 0))) FROM"
        " (SELECT item_id, facility_id, SUM(quantity) AS quantity FROM requisition_line"
        " WHERE county_id = {0} AND cycle_id = {1} GROUP BY item_id, facility_id) q"
        " LEFT JOIN (SELECT l.item_id, h.facility_id, SUM(l.quantity) AS quantity FROM shipment h"
        " JOIN shipment_line l ON l.county_id = h.county_id AND l.shipment_id = h.shipment_id"
        " WHERE h.county_id = {0} AND h.cycle_id = {1} GROUP BY l.item_id, h.facility_id) s"
        " ON s.item_id = q.item_id AND s.facility_id = q.facility_id"
        " LEFT JOIN ({2} AND d.delivery_facility_id <> {3}"
        " GROUP BY l.item_id, d.delivery_facility_id) t"
        " ON t.item_id = q.item_id AND t.facility_id = q.facility_id GROUP BY q.item_id",
        cycle.county_id, cycle.cycle_id, coming, centre_id));
    while (rows.next()) flows[rows.integer(1)].promised = rows.quantity(2);
  }
  Rows rows = connection.query(
      fmt::format("{} AND d.delivery_facility_id = {} GROUP BY l.item_id, d.delivery_facility_id",
                  coming, centre_id));
  while (rows.next()) flows[rows.integer(1)].open_orders = rows.quantity(3);
  return flows;
}

std::unordered_set<std::int64_t> load_declined_agreements(Connection& connection,
                                                          const CycleRef& cycle) {
  Rows rows = connection.query(fmt::format(
      "SELECT DISTINCT n.agreement_id FROM purchase_order o JOIN purchase_order_line_detail n"
      " ON n.county_id = o.county_id AND n.order_id = o.order_id"
      " WHERE o.county_id = {} AND o.cycle_id = {} AND o.state = 'declined'",
      cycle.county_id, cycle.cycle_id));
  std::unordered_set<std::int64_t> declined;
  while (rows.next()) declined.insert(rows.integer(1));
  return declined;
}

void add_to_requests(Connection& connection, const CycleRef& cycle, Date requested_on,
                     const std::vector<std::int64_t>& requisition_ids) {
  if (requisition_ids.empty()) return;  // made for a backlog alone
  connection.count_rows_written(connection.execute(fmt::format(
      "INSERT INTO requisition_line (county_id, cycle_id, item_id, kind, facility_id, quantity,"
      " requested_on) SELECT {}, {}, asked.item_id, asked.kind, asked.facility_id,"
      " asked.quantity, '{}' FROM ({}) asked"
      " ON DUPLICATE KEY UPDATE requisition_line.quantity = requisition_line.quantity +"
      " asked.quantity",
      cycle.county_id, cycle.cycle_id, to_string(requested_on),
      asked_for(cycle.county_id, requisition_ids))));
}

void take_from_requests(Connection& connection, const CycleRef& cycle,
                        const std::vector<std::int64_t>& requisition_ids) {
  if (requisition_ids.empty()) return;  // made for a backlog alone
  const std::string of_cycle =
      fmt::format("county_id = {} AND cycle_id = {}", cycle.county_id, cycle.cycle_id);
  connection.count_rows_written(connection.execute(fmt::format(
      "UPDATE requisition_line q JOIN ({}) asked ON asked.item_id = q.item_id AND"
      " asked.kind = q.kind AND asked.facility_id = q.facility_id"
      " SET q.quantity = q.quantity - asked.quantity WHERE q.county_id = {} AND q.cycle_id = {}",
      asked_for(cycle.county_id, requisition_ids), cycle.county_id, cycle.cycle_id)));
  connection.execute("DELETE FROM requisition_line WHERE " + of_cycle + " AND quantity = 0");
}

bool is_allocated_above_requests(Connection& connection, const CycleRef& cycle) {
  return connection
      .query_integer(fmt::format(
          "SELECT 1 FROM allocation a LEFT JOIN requisition_line q ON q.county_id = a.county_id"
          " AND q.cycle_id = a.cycle_id AND q.item_id = a.item_id AND q.kind = a.kind AND"
          " q.facility_id = a.facility_id WHERE a.county_id = {} AND a.cycle_id = {} AND"
          " a.quantity > COALESCE(q.quantity, 0) LIMIT 1",
          cycle.county_id, cycle.cycle_id))
      .has_value();
}

}  // namespace wutong::inventory
