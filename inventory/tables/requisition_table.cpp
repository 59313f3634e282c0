#include "inventory/tables/requisition_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

std::vector<FacilityQuantity> load_quantities(Connection& connection, std::string_view table,
                                              const CycleRef& cycle) {
  // kind+0 is the position in the enumeration: cheaper to read than its name.
  Rows rows = connection.query(
      fmt::format("SELECT item_id, kind + 0, facility_id, quantity FROM {} WHERE county_id = {} AND"
                  " cycle_id = {} ORDER BY item_id, kind, facility_id",
                  table, cycle.county_id, cycle.cycle_id));
  std::vector<FacilityQuantity> quantities;
  while (rows.next()) {
    quantities.push_back({rows.integer(1),
                          rows.integer(2) == 1 ? RequestKind::emergency : RequestKind::regular,
                          rows.integer(3), rows.quantity(4)});
  }
  return quantities;
}

}  // namespace

std::vector<FacilityQuantity> load_requests(Connection& connection, const CycleRef& cycle) {
  return load_quantities(connection, "requisition_line", cycle);
}

std::vector<FacilityQuantity> load_allocations(Connection& connection, const CycleRef& cycle) {
  return load_quantities(connection, "allocation", cycle);
}

void save_allocations(Connection& connection, const CycleRef& cycle,
                      const std::vector<FacilityQuantity>& allocations) {
  BulkInsert insert(connection,
                    "allocation (county_id, cycle_id, item_id, kind, facility_id, quantity)");
  for (const FacilityQuantity& allocation : allocations) {
    insert.row(cycle.county_id, cycle.cycle_id, allocation.item_id, to_string(allocation.kind),
               allocation.facility_id, allocation.quantity);
  }
  insert.finish();
}

void add_to_allocations(Connection& connection, const CycleRef& cycle,
                        const std::vector<FacilityQuantity>& allocations) {
  BulkInsert insert(connection,
                    "allocation (county_id, cycle_id, item_id, kind, facility_id, quantity)",
                    "quantity = quantity + VALUES(quantity)");
  for (const FacilityQuantity& allocation : allocations) {
    insert.row(cycle.county_id, cycle.cycle_id, allocation.item_id, to_string(allocation.kind),
               allocation.facility_id, allocation.quantity);
  }
  insert.finish();
}

std::vector<FacilityQuantity> load_outstanding(Connection& connection, const CycleRef& cycle) {
  std::vector<FacilityQuantity> lines = load_requests(connection, cycle);
  std::map<std::tuple<std::int64_t, RequestKind, std::int64_t>, pricing::Quantity> allocated;
  for (const FacilityQuantity& one : load_allocations(connection, cycle)) {
    allocated[{one.item_id, one.kind, one.facility_id}] = one.quantity;
  }
  for (FacilityQuantity& line : lines) {
    const auto known = allocated.find({line.item_id, line.kind, line.facility_id});
    if (known != allocated.end()) line.quantity -= known->second;
  }
  std::erase_if(lines, [](const FacilityQuantity& line) { return line.quantity.is_zero(); });
  return lines;
}

std::vector<std::span<FacilityQuantity>> by_item(std::vector<FacilityQuantity>& lines) {
  std::vector<std::span<FacilityQuantity>> items;
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin;
    while (end < lines.size() && lines[end].item_id == lines[begin].item_id) ++end;
    items.push_back(std::span(lines).subspan(begin, end - begin));
    begin = end;
  }
  return items;
}

void sort_as_served(std::span<FacilityQuantity> lines, const CodesById& facility_codes) {
  std::sort(lines.begin(), lines.end(), [&](const FacilityQuantity& a, const FacilityQuantity& b) {
    if (a.kind != b.kind) return a.kind < b.kind;
    return facility_codes.at(a.facility_id) < facility_codes.at(b.facility_id);
  });
}

std::vector<ItemQuantity> load_requested_by_item(Connection& connection, const CycleRef& cycle) {
  Rows rows = connection.query(fmt::format(
      "SELECT item_id, SUM(quantity) FROM requisition_line WHERE county_id = {} AND cycle_id = {}"
      " GROUP BY item_id ORDER BY item_id",
      cycle.county_id, cycle.cycle_id));
  std::vector<ItemQuantity> requested;
  while (rows.next()) requested.push_back({rows.integer(1), rows.quantity(2)});
  return requested;
}

}  // namespace wutong::inventory
