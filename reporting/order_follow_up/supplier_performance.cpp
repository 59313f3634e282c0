#include "reporting/order_follow_up/supplier_performance.h"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "pricing/checked_integer.h"

namespace wutong::reporting {

using inventory::Connection;
using inventory::Rows;

namespace {

constexpr std::int64_t ten_thousand = 10'000;

/// Supplier and distributor (empty: none), by code.
using Deliverer = std::pair<std::string, std::string>;
using Performances = std::map<Deliverer, SupplierPerformance>;

std::string of_supplier(const PerformanceQuery& query, std::string_view table,
                        std::string_view distributor_table) {
  if (!query.supplier_id) return "";
  return fmt::format(" AND ({1}.supplier_id = {0} OR {2}.distributor_id = {0})", *query.supplier_id,
                     table, distributor_table);
}

/// A line's ordered and delivered amounts, in 分: amount = round half up(price x units / pack
/// size), in whole numbers throughout.
constexpr std::string_view delivered_fen =
    "(2 * CAST(l.pack_price * 1000000 AS DECIMAL(30,0)) *"
    " LEAST(COALESCE(x.quantity, 0), l.packs * l.pack_size) + 10000 * l.pack_size)"
    " DIV (20000 * l.pack_size)";

std::string sums_of_lines(std::int64_t county_id, const std::string& period) {
  return fmt::format(
      "SELECT l.order_id, SUM(l.received_amount) AS received,"
      " SUM(l.accepted_quantity < l.packs * l.pack_size) AS short_lines,"
      " SUM({0}) AS delivered_fen"
      " FROM procurement_cycle c"
      " JOIN purchase_order o ON o.county_id = c.county_id AND o.cycle_id = c.cycle_id"
      " JOIN purchase_order_line l ON l.county_id = o.county_id AND l.order_id = o.order_id"
      " LEFT JOIN (SELECT v.order_id, b.item_id, SUM(b.quantity) AS quantity FROM delivery v"
      "  JOIN delivery_line b ON b.county_id = v.county_id AND b.delivery_id = v.delivery_id"
      "  WHERE v.county_id = {1} GROUP BY v.order_id, b.item_id) AS x"
      "  ON x.order_id = l.order_id AND x.item_id = l.item_id"
      " WHERE c.county_id = {1} AND c.period = {2} GROUP BY l.order_id",
      delivered_fen, county_id, period);
}

std::string sums_of_receipts(std::int64_t county_id, const std::string& period) {
  return fmt::format(
      "SELECT r.order_id, SUM(CASE WHEN r.received_on <= d.expected_on THEN r.amount ELSE 0 END)"
      "  AS in_time, MAX(r.received_on) AS last_on"
      " FROM procurement_cycle c"
      " JOIN purchase_order o ON o.county_id = c.county_id AND o.cycle_id = c.cycle_id"
      " JOIN purchase_order_detail d ON d.county_id = o.county_id AND d.order_id = o.order_id"
      " JOIN receipt r ON r.county_id = o.county_id AND r.order_id = o.order_id"
      " WHERE c.county_id = {} AND c.period = {} GROUP BY r.order_id",
      county_id, period);
}

SupplierPerformance read_performance(const Rows& rows) {
  SupplierPerformance one;
  one.supplier_code = rows.text(1);
  one.supplier_name = rows.text(2);
  if (!rows.is_null(3)) one.distributor_code = rows.text(3);
  one.orders = rows.integer(4);
  one.declined = rows.integer(5);
  one.ordered_amount = rows.money(6);
  one.delivered_amount = pricing::Money::fen(rows.integer(7));
  one.received_amount = rows.money(8);
  one.answered_in_time = {rows.integer(10), rows.integer(9)};
  one.distributed = {one.delivered_amount.fen(), one.ordered_amount.fen()};
  one.received = {one.received_amount.fen(), one.ordered_amount.fen()};
  one.on_time = {rows.money(12).fen(), rows.money(11).fen()};
  one.in_full_on_time = {rows.integer(14), rows.integer(13)};
  return one;
}

void load_orders(Connection& connection, std::int64_t county_id, const PerformanceQuery& query,
                 Performances& performances) {
  const std::string period = connection.quoted(query.period);
  const std::string due = fmt::format(
      "(o.state <> 'declined' AND (d.expected_on < '{}' OR o.state IN ('received',"
      " 'closed_short')))",
      inventory::to_string(query.today));
  Rows rows = connection.query(fmt::format(
      "SELECT s.code, s.name, p.code, COUNT(*), SUM(o.state = 'declined'),"
      " SUM(CASE WHEN o.state <> 'declined' THEN o.amount ELSE 0 END),"
      " SUM(CASE WHEN o.state <> 'declined' THEN n.delivered_fen ELSE 0 END),"
      " SUM(CASE WHEN o.state <> 'declined' THEN n.received ELSE 0 END),"
      " SUM(d.answered_at IS NOT NULL OR k.answer_due_at < {0}),"
      " SUM(d.answered_at IS NOT NULL AND d.answered_at <= k.answer_due_at),"
      " SUM(CASE WHEN {1} THEN o.amount ELSE 0 END),"
      " SUM(CASE WHEN {1} THEN COALESCE(t.in_time, 0) ELSE 0 END),"
      " SUM({1}),"
      " SUM({1} AND n.short_lines = 0 AND t.last_on <= d.expected_on)"
      " FROM procurement_cycle c"
      " JOIN purchase_order o ON o.county_id = c.county_id AND o.cycle_id = c.cycle_id"
      " JOIN purchase_order_detail d ON d.county_id = o.county_id AND d.order_id = o.order_id"
      " JOIN purchase_order_clock k ON k.county_id = o.county_id AND k.order_id = o.order_id"
      " JOIN supplier s ON s.county_id = o.county_id AND s.supplier_id = o.supplier_id"
      " LEFT JOIN supplier p ON p.county_id = d.county_id AND p.supplier_id = d.distributor_id"
      " JOIN ({2}) AS n ON n.order_id = o.order_id"
      " LEFT JOIN ({3}) AS t ON t.order_id = o.order_id"
      " WHERE c.county_id = {4} AND c.period = {5}"
      " AND o.state NOT IN ('drafted', 'approved', 'cancelled'){6}"
      " GROUP BY s.code, s.name, p.code",
      connection.quoted(query.now), due, sums_of_lines(county_id, period),
      sums_of_receipts(county_id, period), county_id, period, of_supplier(query, "o", "d")));
  while (rows.next()) {
    SupplierPerformance one = read_performance(rows);
    performances.emplace(Deliverer{one.supplier_code, one.distributor_code.value_or("")}, one);
  }
}

/// How far the volume-based agreements that have begun are met, in ten-thousandths of packs.
void load_commitments(Connection& connection, std::int64_t county_id, const PerformanceQuery& query,
                      Performances& performances) {
  Rows rows = connection.query(fmt::format(
      "SELECT s.code, s.name, p.code, SUM(10000 * COALESCE(u.packs, 0)),"
      " SUM((20000 * a.committed_packs * (DATEDIFF(LEAST('{0}', a.last_day), a.first_day) + 1)"
      "  + DATEDIFF(a.last_day, a.first_day) + 1)"
      "  DIV (2 * (DATEDIFF(a.last_day, a.first_day) + 1)))"
      " FROM supply_agreement a"
      " JOIN supplier s ON s.county_id = a.county_id AND s.supplier_id = a.supplier_id"
      " LEFT JOIN supplier p ON p.county_id = a.county_id AND p.supplier_id = a.distributor_id"
      " LEFT JOIN (SELECT n.agreement_id, SUM(l.accepted_quantity DIV l.pack_size) AS packs"
      "  FROM purchase_order_line_detail n"
      "  JOIN purchase_order_line l ON l.county_id = n.county_id AND l.order_id = n.order_id"
      "   AND l.item_id = n.item_id"
      "  WHERE n.county_id = {1} GROUP BY n.agreement_id) AS u ON u.agreement_id = a.agreement_id"
      " WHERE a.county_id = {1} AND a.kind = 'vbp' AND a.committed_packs IS NOT NULL"
      " AND a.first_day <= '{0}' AND (a.ended_on IS NULL OR a.ended_on > '{0}'){2}"
      " GROUP BY s.code, s.name, p.code",
      inventory::to_string(query.today), county_id, of_supplier(query, "a", "a")));
  while (rows.next()) {
    const std::string distributor = rows.is_null(3) ? "" : rows.text(3);
    SupplierPerformance& one = performances[{rows.text(1), distributor}];
    one.supplier_code = rows.text(1);
    one.supplier_name = rows.text(2);
    if (!distributor.empty()) one.distributor_code = distributor;
    one.commitment = {rows.integer(4), rows.integer(5)};
  }
}

}  // namespace

std::optional<std::int64_t> Share::ten_thousandths() const {
  if (whole <= 0) return std::nullopt;
  // 128 bits: an amount in 分 times 20,000 is beyond 64.
  using Wide = pricing::Int128;
  const Wide doubled = Wide{2} * part * ten_thousand + whole;
  return static_cast<std::int64_t>(doubled / (Wide{2} * whole));
}

std::vector<SupplierPerformance> load_supplier_performance(Connection& connection,
                                                           std::int64_t county_id,
                                                           const PerformanceQuery& query) {
  Performances performances;
  load_orders(connection, county_id, query, performances);
  load_commitments(connection, county_id, query, performances);
  std::vector<SupplierPerformance> list;
  for (auto& [deliverer, performance] : performances) list.push_back(std::move(performance));
  return list;
}

}  // namespace wutong::reporting
