#include "inventory/tables/facility_flow_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

#include "inventory/identifier.h"
#include "inventory/records/instant.h"

namespace wutong::inventory {

namespace {

Date day_made(std::int64_t id) {
  return local_day_of(std::chrono::floor<std::chrono::seconds>(made_at(id)));
}

void add_arrivals(Connection& connection, std::int64_t county_id, const FlowRange& range,
                  std::vector<DayFlow>& days) {
  // Ids grow with time: a day earlier is early enough wherever the machine's midnight is.
  Rows rows = connection.query(fmt::format(
      "SELECT s.shipment_id, c.period, c.today, l.item_id, SUM(l.quantity)"
      " FROM shipment s"
      " JOIN procurement_cycle c ON c.county_id = s.county_id AND c.cycle_id = s.cycle_id"
      " JOIN shipment_line l ON l.county_id = s.county_id AND l.shipment_id = s.shipment_id"
      " WHERE s.county_id = {} AND s.facility_id = {} AND s.shipment_id >= {}"
      " GROUP BY s.shipment_id, c.period, c.today, l.item_id",
      county_id, range.facility_id, first_id_at(range.first_day - std::chrono::days(1))));
  while (rows.next()) {
    const Date day = day_of_shipment(rows.integer(1), rows.text(2), rows.date(3));
    if (day < range.first_day || day > range.last_day) continue;
    days.push_back({rows.integer(4), day, rows.integer(5), 0});
  }
}

/// What was taken back counts as never used; both stand on the same day.
void add_uses(Connection& connection, std::int64_t county_id, const FlowRange& range,
              std::vector<DayFlow>& days) {
  Rows rows = connection.query(fmt::format(
      "SELECT l.item_id, k.used_on, SUM(IF(k.reverses_id IS NULL, l.quantity, -l.quantity))"
      " FROM consumption k"
      " JOIN consumption_line l ON l.county_id = k.county_id"
      "  AND l.consumption_id = k.consumption_id"
      " WHERE k.county_id = {} AND k.facility_id = {} AND k.used_on BETWEEN '{}' AND '{}'"
      " GROUP BY l.item_id, k.used_on",
      county_id, range.facility_id, to_string(range.first_day), to_string(range.last_day)));
  while (rows.next()) {
    days.push_back({rows.integer(1), rows.date(2), 0, rows.integer(3)});
  }
}

void merge_days(std::vector<DayFlow>& days) {
  const auto key = [](const DayFlow& flow) { return std::tie(flow.item_id, flow.day); };
  std::sort(days.begin(), days.end(),
            [&](const DayFlow& a, const DayFlow& b) { return key(a) < key(b); });
  std::size_t kept = 0;
  for (std::size_t next = 0; next < days.size(); ++next) {
    if (kept > 0 && key(days[kept - 1]) == key(days[next])) {
      days[kept - 1].arrived += days[next].arrived;
      days[kept - 1].used += days[next].used;
    } else {
      days[kept++] = days[next];
    }
  }
  days.resize(kept);
}

void note_bounds(FacilityFlow& flow) {
  for (const DayFlow& day : flow.days) {
    flow.first_day = flow.first_day ? std::min(*flow.first_day, day.day) : day.day;
    if (day.used == 0) continue;
    flow.first_use = flow.first_use ? std::min(*flow.first_use, day.day) : day.day;
    flow.last_use = flow.last_use ? std::max(*flow.last_use, day.day) : day.day;
  }
}

}  // namespace

Date day_of_shipment(std::int64_t shipment_id, const std::string& period, Date day_of_period) {
  const Date made = day_made(shipment_id);
  return to_string(made).starts_with(period) ? made : day_of_period;
}

FacilityFlow load_facility_flow(Connection& connection, std::int64_t county_id,
                                const FlowRange& range) {
  FacilityFlow flow;
  add_arrivals(connection, county_id, range, flow.days);
  add_uses(connection, county_id, range, flow.days);
  merge_days(flow.days);
  note_bounds(flow);
  return flow;
}

std::unordered_map<std::int64_t, StockOnHand> load_stock_on_hand(Connection& connection,
                                                                 std::int64_t county_id,
                                                                 std::int64_t facility_id,
                                                                 Date today) {
  Rows rows = connection.query(
      fmt::format("SELECT lot.item_id, SUM(IF(lot.expires_on >= '{}', b.quantity, 0)),"
                  " SUM(b.quantity) FROM stock_balance b"
                  " JOIN lot ON lot.county_id = b.county_id AND lot.lot_id = b.lot_id"
                  " WHERE b.county_id = {} AND b.location_id = {} AND b.quantity > 0"
                  " GROUP BY lot.item_id",
                  to_string(today), county_id, facility_id));
  std::unordered_map<std::int64_t, StockOnHand> stock;
  while (rows.next()) stock.emplace(rows.integer(1), StockOnHand{rows.integer(2), rows.integer(3)});
  return stock;
}

std::unordered_map<std::int64_t, AskedBefore> load_asked_before(Connection& connection,
                                                                std::int64_t county_id,
                                                                std::int64_t facility_id,
                                                                std::int64_t but) {
  Rows rows = connection.query(fmt::format(
      "SELECT i.item_id, SUM(IF(q.state IN ('approved', 'consolidated'), i.approved_quantity, 0)),"
      " SUM(IF(q.state IN ('submitted', 'endorsed'),"
      "  COALESCE(i.endorsed_quantity, i.requested_quantity), 0))"
      " FROM requisition q"
      " JOIN requisition_item i ON i.county_id = q.county_id"
      "  AND i.requisition_id = q.requisition_id"
      " WHERE q.county_id = {} AND q.facility_id = {} AND q.requisition_id <> {}"
      " AND q.state IN ('submitted', 'endorsed', 'approved', 'consolidated')"
      " GROUP BY i.item_id",
      county_id, facility_id, but));
  std::unordered_map<std::int64_t, AskedBefore> asked;
  while (rows.next()) {
    asked.emplace(rows.integer(1),
                  AskedBefore{rows.is_null(2) ? 0 : rows.integer(2), rows.integer(3)});
  }
  return asked;
}

std::vector<LastAsked> load_last_asked(Connection& connection, std::int64_t county_id,
                                       const LastAskedWanted& wanted) {
  std::vector<LastAsked> asked;
  if (wanted.item_ids.empty()) return asked;
  Rows rows = connection.query(fmt::format(
      "SELECT i.item_id, q.requisition_no, q.state, q.submitted_on, i.requested_quantity,"
      " i.approved_quantity FROM requisition q"
      " JOIN requisition_item i ON i.county_id = q.county_id"
      "  AND i.requisition_id = q.requisition_id"
      " WHERE q.county_id = {} AND q.facility_id = {} AND q.requisition_id < {}"
      " AND q.submitted_on >= '{}' AND q.state <> 'cancelled' AND i.item_id IN ({})"
      " ORDER BY q.requisition_id DESC",
      county_id, wanted.facility_id, wanted.below_id, to_string(wanted.since),
      fmt::join(wanted.item_ids, ",")));
  while (rows.next()) {
    asked.push_back({rows.integer(1), rows.text(2), rows.text(3), rows.date(4), rows.quantity(5),
                     rows.optional_quantity(6)});
  }
  return asked;
}

}  // namespace wutong::inventory
