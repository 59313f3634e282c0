#include <fmt/format.h>

#include "reporting/period_reports/period_reports.h"

namespace wutong::reporting {

using inventory::Connection;
using inventory::CycleRef;
using inventory::Rows;

namespace {

constexpr std::string_view requisitions_sql =
    "SELECT r.requisition_no, f.code, r.kind, r.state, i.code, l.suggested_quantity,"
    " l.requested_quantity, l.approved_quantity FROM procurement_cycle c"
    " JOIN requisition r ON r.county_id = c.county_id AND r.period = c.period"
    " JOIN requisition_item l ON l.county_id = r.county_id AND l.requisition_id = r.requisition_id"
    " JOIN facility f ON f.county_id = r.county_id AND f.facility_id = r.facility_id"
    " JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id"
    " WHERE c.county_id = {} AND c.cycle_id = {} ORDER BY r.requisition_no, i.code";

constexpr std::string_view deliveries_sql =
    "SELECT d.delivery_no, o.order_no, f.code, d.received_on, d.state, i.code, l.lot_no,"
    " l.expires_on, l.quantity, l.accepted_quantity, l.reason FROM purchase_order o"
    " JOIN delivery d ON d.county_id = o.county_id AND d.order_id = o.order_id"
    " JOIN delivery_line l ON l.county_id = d.county_id AND l.delivery_id = d.delivery_id"
    " JOIN facility f ON f.county_id = d.county_id AND f.facility_id = d.facility_id"
    " JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id"
    " WHERE o.county_id = {} AND o.cycle_id = {} ORDER BY d.delivery_no, l.line_no";

constexpr std::string_view nonconformances_sql =
    "SELECT n.nonconformance_no, d.delivery_no, o.order_no, i.code, n.reason, n.quantity, n.state,"
    " n.resolution FROM purchase_order o"
    " JOIN delivery d ON d.county_id = o.county_id AND d.order_id = o.order_id"
    " JOIN nonconformance n ON n.county_id = d.county_id AND n.delivery_id = d.delivery_id"
    " JOIN item i ON i.county_id = n.county_id AND i.item_id = n.item_id"
    " WHERE o.county_id = {} AND o.cycle_id = {} ORDER BY n.nonconformance_no";

constexpr std::string_view returns_sql =
    "SELECT t.return_no, s.code, t.state, i.code, b.lot_no, l.quantity, l.amount"
    " FROM supplier_return t"
    " JOIN supplier_return_line l ON l.county_id = t.county_id AND l.return_id = t.return_id"
    " JOIN supplier s ON s.county_id = t.county_id AND s.supplier_id = t.supplier_id"
    " JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id"
    " JOIN lot b ON b.county_id = l.county_id AND b.lot_id = l.lot_id"
    " WHERE t.county_id = {} AND t.cycle_id = {} ORDER BY t.return_no, i.code, b.lot_no";

// Money in fen: `released` is what the period and those before it may spend.
constexpr std::string_view budgets_sql =
    "SELECT b.code, f.code, b.measure, b.item_kind, b.first_period, b.last_period,"
    " CAST(COALESCE((SELECT SUM(e.figure) FROM budget_release e WHERE e.county_id = b.county_id"
    "  AND e.budget_id = b.budget_id AND e.from_period <= c.period), 0) AS SIGNED), b.committed, "
    "b.consumed"
    " FROM procurement_cycle c"
    " JOIN budget b ON b.county_id = c.county_id AND c.period BETWEEN b.first_period AND"
    "  b.last_period"
    " JOIN facility f ON f.county_id = b.county_id AND f.facility_id = b.facility_id"
    " WHERE c.county_id = {} AND c.cycle_id = {} ORDER BY b.code";

/// A text, or an empty one for what is not known.
std::string shown(const Rows& rows, unsigned column) {
  return rows.is_null(column) ? std::string() : rows.text(column);
}

Rows rows_of(Connection& connection, std::string_view sql, const CycleRef& cycle) {
  return connection.query(fmt::format(fmt::runtime(sql), cycle.county_id, cycle.cycle_id));
}

void give_requisitions(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows = rows_of(connection, requisitions_sql, cycle);
  while (rows.next()) {
    take({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), shown(rows, 6),
          rows.text(7), shown(rows, 8)});
  }
}

void give_deliveries(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows = rows_of(connection, deliveries_sql, cycle);
  while (rows.next()) {
    take({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6),
          rows.text(7), rows.text(8), rows.text(9), shown(rows, 10), rows.text(11)});
  }
}

void give_nonconformances(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows = rows_of(connection, nonconformances_sql, cycle);
  while (rows.next()) {
    take({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6),
          rows.text(7), rows.text(8)});
  }
}

void give_returns(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows = rows_of(connection, returns_sql, cycle);
  while (rows.next()) {
    take({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6),
          rows.text(7)});
  }
}

/// A figure of a budget: yuan, or base units.
std::string figure_of(const Rows& rows, unsigned column, bool is_money) {
  if (!is_money) return rows.text(column);
  return pricing::Money::fen(rows.integer(column)).to_string();
}

void give_budgets(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows = rows_of(connection, budgets_sql, cycle);
  while (rows.next()) {
    const bool is_money = rows.text(3) == "money";
    take({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6),
          figure_of(rows, 7, is_money), figure_of(rows, 8, is_money),
          figure_of(rows, 9, is_money)});
  }
}

}  // namespace

const std::vector<PeriodTable>& purchase_tables() {
  static const std::vector<PeriodTable> tables{
      {"requisitions",
       {"requisition_no", "facility_code", "kind", "state", "item_code", "suggested", "requested",
        "approved"},
       give_requisitions},
      {"deliveries",
       {"delivery_no", "order_no", "facility_code", "received_on", "state", "item_code", "lot",
        "expires_on", "quantity", "accepted", "reason"},
       give_deliveries},
      {"nonconformances",
       {"nonconformance_no", "delivery_no", "order_no", "item_code", "reason", "quantity", "state",
        "resolution"},
       give_nonconformances},
      {"returns",
       {"return_no", "supplier_code", "state", "item_code", "lot", "quantity", "amount"},
       give_returns},
      {"budgets",
       {"budget_code", "facility_code", "measure", "item_kind", "first_period", "last_period",
        "released", "committed", "consumed"},
       give_budgets},
  };
  return tables;
}

}  // namespace wutong::reporting
