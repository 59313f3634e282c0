#include "procurement/catalogue/organisation/open_affairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "inventory/tables/delivery_route_table.h"

namespace wutong::procurement {

namespace {

bool goes_over(const inventory::RoutePlan& plan, std::int64_t facility_id) {
  return plan.hub_facility_id == facility_id ||
         std::find(plan.stops.begin(), plan.stops.end(), facility_id) != plan.stops.end();
}

std::int64_t count_links(const std::vector<inventory::DrugstoreLink>& links,
                         std::int64_t facility_id, inventory::Date from) {
  return std::count_if(links.begin(), links.end(), [&](const inventory::DrugstoreLink& link) {
    const bool is_its_own =
        link.pharmacy_facility_id == facility_id || link.drugstore_facility_id == facility_id;
    return is_its_own && (!link.valid_until || *link.valid_until >= from);
  });
}

std::vector<std::string> load_unfinished_periods(inventory::Connection& connection,
                                                 std::int64_t county_id, std::int64_t facility_id) {
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT c.period FROM procurement_cycle c WHERE c.county_id = {0} AND"
      " c.state NOT IN ('settled', 'closed') AND EXISTS (SELECT 1 FROM requisition_line r WHERE"
      " r.county_id = {0} AND r.cycle_id = c.cycle_id AND r.facility_id = {1}) ORDER BY c.period",
      county_id, facility_id));
  std::vector<std::string> periods;
  while (rows.next()) periods.push_back(rows.text(1));
  return periods;
}

std::int64_t load_owed_fen(inventory::Connection& connection, std::int64_t county_id,
                           std::int64_t facility_id) {
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT balance FROM account_balance WHERE county_id = {} AND account = 'receivables' AND"
      " party_id = {}",
      county_id, facility_id));
  std::int64_t fen = 0;
  while (rows.next()) fen += rows.money(1).fen();
  return fen;
}

}  // namespace

std::vector<std::string> OpenAffairs::figures() const {
  const auto list = [](const std::vector<std::string>& codes) {
    return codes.empty() ? std::string("-") : fmt::format("{}", fmt::join(codes, ", "));
  };
  return {list(routes), std::to_string(drugstore_links), std::to_string(lots_in_stock),
          pricing::Money::fen(owed_fen).to_string(), list(unfinished_periods)};
}

std::vector<std::string> routes_over(const std::vector<inventory::RouteVersion>& versions,
                                     std::int64_t facility_id, inventory::Date from) {
  std::set<inventory::Date> days{from};
  for (const auto& version : versions) days.insert(version.plan.effective_from);
  std::set<std::string> codes;
  for (auto day = days.find(from); day != days.end(); ++day) {
    for (const auto* route : inventory::routes_on(versions, *day)) {
      if (goes_over(route->plan, facility_id)) codes.insert(route->plan.code);
    }
  }
  return {codes.begin(), codes.end()};
}

OpenAffairs load_open_affairs(inventory::Connection& connection, std::int64_t county_id,
                              std::int64_t facility_id, inventory::Date from) {
  OpenAffairs open;
  open.routes =
      routes_over(inventory::load_route_versions(connection, county_id), facility_id, from);
  open.drugstore_links =
      count_links(inventory::load_drugstore_links(connection, county_id), facility_id, from);
  open.lots_in_stock =
      connection
          .query_integer(fmt::format("SELECT COUNT(*) FROM stock_balance WHERE county_id = {} AND"
                                     " location_id = {} AND quantity > 0",
                                     county_id, facility_id))
          .value_or(0);
  open.owed_fen = load_owed_fen(connection, county_id, facility_id);
  open.unfinished_periods = load_unfinished_periods(connection, county_id, facility_id);
  return open;
}

}  // namespace wutong::procurement
