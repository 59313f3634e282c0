#include "inventory/tables/supply_outlook_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "inventory/identifier.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view open_states = "'approved', 'placed', 'confirmed', 'partly_received'";
using UseByKey = std::map<std::pair<std::int64_t, std::int64_t>, FacilityUse>;

FacilityUse& use_of(UseByKey& uses, std::int64_t facility_id, std::int64_t item_id) {
  FacilityUse& use = uses[{facility_id, item_id}];
  use.facility_id = facility_id;
  use.item_id = item_id;
  return use;
}

std::vector<FacilityUse> values_of(const UseByKey& uses) {
  std::vector<FacilityUse> values;
  for (const auto& [key, use] : uses) values.push_back(use);
  return values;
}

void add_stock(Connection& connection, std::int64_t county_id, const UseWanted& wanted,
               UseByKey& uses) {
  Rows rows = connection.query(
      fmt::format("SELECT b.location_id, lot.item_id, SUM(b.quantity) FROM stock_balance b"
                  " JOIN lot ON lot.county_id = b.county_id AND lot.lot_id = b.lot_id"
                  " WHERE b.county_id = {} AND b.quantity > 0 AND lot.expires_on >= '{}'"
                  " AND lot.item_id IN ({}) GROUP BY b.location_id, lot.item_id",
                  county_id, to_string(wanted.today), fmt::join(wanted.item_ids, ",")));
  while (rows.next()) use_of(uses, rows.integer(1), rows.integer(2)).stock = rows.integer(3);
}

}  // namespace

std::vector<OpenOrderLine> load_open_orders(Connection& connection, std::int64_t county_id,
                                            const std::vector<std::int64_t>& item_ids) {
  std::vector<OpenOrderLine> lines;
  if (item_ids.empty()) return lines;
  Rows rows = connection.query(fmt::format(
      "SELECT o.supplier_id, l.item_id, o.order_no,"
      " l.packs * l.pack_size - l.accepted_quantity, d.expected_on"
      " FROM purchase_order o"
      " JOIN purchase_order_line l ON l.county_id = o.county_id AND l.order_id = o.order_id"
      " LEFT JOIN purchase_order_detail d ON d.county_id = o.county_id AND d.order_id = o.order_id"
      " WHERE o.county_id = {} AND o.state IN ({}) AND l.item_id IN ({})"
      " AND l.packs * l.pack_size > l.accepted_quantity"
      " ORDER BY o.order_no, l.item_id",
      county_id, open_states, fmt::join(item_ids, ",")));
  while (rows.next()) {
    OpenOrderLine line{rows.integer(1), rows.integer(2), rows.text(3), rows.integer(4),
                       std::nullopt};
    if (!rows.is_null(5)) line.expected_on = rows.date(5);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::int64_t> load_items_of_supplier(Connection& connection, std::int64_t county_id,
                                                 std::int64_t supplier_id, Date since) {
  Rows rows = connection.query(fmt::format(
      "SELECT DISTINCT l.item_id FROM purchase_order o"
      " JOIN purchase_order_line l ON l.county_id = o.county_id AND l.order_id = o.order_id"
      " JOIN procurement_cycle c ON c.county_id = o.county_id AND c.cycle_id = o.cycle_id"
      " WHERE o.county_id = {} AND o.supplier_id = {}"
      " AND (o.state IN ({}) OR (l.accepted_quantity > 0 AND c.today >= '{}'))"
      " ORDER BY l.item_id",
      county_id, supplier_id, open_states, to_string(since)));
  std::vector<std::int64_t> items;
  while (rows.next()) items.push_back(rows.integer(1));
  return items;
}

std::vector<FacilityUse> load_recorded_use(Connection& connection, std::int64_t county_id,
                                           const UseWanted& wanted) {
  UseByKey uses;
  if (wanted.item_ids.empty()) return {};
  add_stock(connection, county_id, wanted, uses);
  std::map<std::int64_t, Date> first_use;
  {
    Rows rows = connection.query(
        fmt::format("SELECT facility_id, MIN(used_on) FROM consumption WHERE county_id = {}"
                    " AND used_on BETWEEN '{}' AND '{}' GROUP BY facility_id",
                    county_id, to_string(wanted.since), to_string(wanted.today)));
    while (rows.next()) first_use.emplace(rows.integer(1), rows.date(2));
  }
  Rows rows = connection.query(
      fmt::format("SELECT k.facility_id, l.item_id,"
                  " SUM(IF(k.reverses_id IS NULL, l.quantity, -l.quantity)) FROM consumption k"
                  " JOIN consumption_line l ON l.county_id = k.county_id"
                  "  AND l.consumption_id = k.consumption_id"
                  " WHERE k.county_id = {} AND k.used_on BETWEEN '{}' AND '{}'"
                  " AND l.item_id IN ({}) GROUP BY k.facility_id, l.item_id",
                  county_id, to_string(wanted.since), to_string(wanted.today),
                  fmt::join(wanted.item_ids, ",")));
  while (rows.next()) use_of(uses, rows.integer(1), rows.integer(2)).used = rows.integer(3);
  for (auto& [key, use] : uses) {
    const auto first = first_use.find(use.facility_id);
    if (first != first_use.end()) use.since = first->second;
  }
  return values_of(uses);
}

std::vector<FacilityUse> load_supplied(Connection& connection, std::int64_t county_id,
                                       const UseWanted& wanted) {
  UseByKey uses;
  if (wanted.item_ids.empty()) return {};
  Rows rows = connection.query(fmt::format(
      "SELECT s.facility_id, l.item_id, s.shipment_id, c.period, c.today, SUM(l.quantity)"
      " FROM shipment s"
      " JOIN procurement_cycle c ON c.county_id = s.county_id AND c.cycle_id = s.cycle_id"
      " JOIN shipment_line l ON l.county_id = s.county_id AND l.shipment_id = s.shipment_id"
      " WHERE s.county_id = {} AND s.shipment_id >= {} AND l.item_id IN ({})"
      " GROUP BY s.facility_id, l.item_id, s.shipment_id, c.period, c.today",
      county_id, first_id_at(wanted.since - std::chrono::days(1)),
      fmt::join(wanted.item_ids, ",")));
  while (rows.next()) {
    const Date day = day_of_shipment(rows.integer(3), rows.text(4), rows.date(5));
    if (day < wanted.since || day > wanted.today) continue;
    FacilityUse& use = use_of(uses, rows.integer(1), rows.integer(2));
    use.used += rows.integer(6);
    use.since = wanted.since;
    use.arrivals.push_back({use.item_id, day, rows.integer(6), 0});
  }
  for (auto& [key, use] : uses) {
    std::sort(use.arrivals.begin(), use.arrivals.end(),
              [](const DayFlow& a, const DayFlow& b) { return a.day < b.day; });
  }
  return values_of(uses);
}

}  // namespace wutong::inventory
