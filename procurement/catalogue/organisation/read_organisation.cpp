#include "procurement/catalogue/organisation/read_organisation.h"

#include <algorithm>
#include <limits>

#include "inventory/tables/delivery_route_table.h"
#include "procurement/catalogue/organisation/open_affairs.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::Date;
using inventory::FacilityHistory;
using inventory::FacilityTree;
using inventory::MemberOnDay;

namespace {

DrugstoreLinkLine line_of(const FacilityHistory& history, const inventory::DrugstoreLink& link) {
  return {link, history.code_of(link.pharmacy_facility_id),
          history.code_of(link.drugstore_facility_id)};
}

/// Codes by id, for entities that are few.
std::string code_of(const std::vector<inventory::AccountingEntity>& entities, std::int64_t id) {
  for (const auto& entity : entities) {
    if (entity.entity_id == id) return entity.code;
  }
  return {};
}

std::vector<std::string> driven_over(const std::vector<inventory::RouteVersion>& versions,
                                     std::int64_t facility_id, Date day) {
  std::vector<std::string> codes;
  for (const auto* route : inventory::routes_on(versions, day)) {
    const auto& stops = route->plan.stops;
    if (route->plan.hub_facility_id == facility_id ||
        std::find(stops.begin(), stops.end(), facility_id) != stops.end()) {
      codes.push_back(route->plan.code);
    }
  }
  return codes;
}

void add_surroundings(Connection& connection, std::int64_t county_id, Date as_of,
                      FacilityDetail& detail) {
  const std::int64_t id = detail.facility.facility_id;
  const FacilityHistory history = inventory::load_facility_history(connection, county_id);
  const FacilityTree tree = history.tree_on(as_of);
  for (const MemberOnDay* child : tree.children(id)) detail.child_codes.push_back(child->code);
  if (const auto* departure = history.departure_on(id, as_of)) detail.departure = *departure;
  detail.entity_code =
      code_of(inventory::load_entities(connection, county_id),
              inventory::entity_on(tree, inventory::load_entity_assignments(connection, county_id),
                                   id, as_of));
  detail.route_codes =
      driven_over(inventory::load_route_versions(connection, county_id), id, as_of);
  for (const auto& link : inventory::load_drugstore_links(connection, county_id)) {
    const bool is_its_own = link.pharmacy_facility_id == id || link.drugstore_facility_id == id;
    if (is_its_own && link.covers(as_of)) detail.links.push_back(line_of(history, link));
  }
}

RouteLine line_of(const FacilityTree& tree, const FacilityHistory& history,
                  const inventory::RouteVersion& route) {
  RouteLine line{route.version, route.plan, history.code_of(route.plan.hub_facility_id), {}};
  auto& stops = line.plan.stops;
  std::erase_if(stops, [&](std::int64_t stop) { return tree.find(stop) == nullptr; });
  for (const std::int64_t stop : stops) line.stop_codes.push_back(tree.find(stop)->code);
  return line;
}

}  // namespace

std::optional<FacilityDetail> load_facility(Connection& connection, std::int64_t county_id,
                                            const std::string& code, Date as_of) {
  inventory::FacilityQuery query;
  query.as_of = as_of;
  query.code = code;
  query.membership = inventory::Membership::all;
  auto found = inventory::load_facilities_on(connection, county_id, query);
  if (found.empty()) return std::nullopt;
  FacilityDetail detail;
  detail.facility = std::move(found.front());
  add_surroundings(connection, county_id, as_of, detail);
  return detail;
}

FacilityPage list_facilities(Connection& connection, std::int64_t county_id,
                             inventory::FacilityQuery query) {
  const std::int64_t limit = query.at_most++;
  FacilityPage page{inventory::load_facilities_on(connection, county_id, query), std::nullopt};
  if (static_cast<std::int64_t>(page.facilities.size()) > limit) {
    page.facilities.pop_back();
    if (!page.facilities.empty()) page.next_cursor = page.facilities.back().record.code;
  }
  return page;
}

FacilityVersionPage list_facility_versions(Connection& connection, std::int64_t county_id,
                                           const std::string& code,
                                           std::optional<std::int64_t> below_version,
                                           std::int64_t limit) {
  constexpr std::int64_t above_all = std::numeric_limits<std::int32_t>::max();
  FacilityVersionPage page{
      inventory::load_facility_versions(connection, county_id, code,
                                        below_version.value_or(above_all), limit + 1),
      std::nullopt};
  if (static_cast<std::int64_t>(page.versions.size()) > limit) {
    page.versions.pop_back();
    if (!page.versions.empty()) page.next_cursor = page.versions.back().version;
  }
  return page;
}

std::vector<MemberOnDay> facility_subtree(Connection& connection, std::int64_t county_id,
                                          const std::string& code, Date as_of) {
  const FacilityTree tree = inventory::load_facility_history(connection, county_id).tree_on(as_of);
  std::vector<MemberOnDay> found;
  const MemberOnDay* top = tree.find(code);
  if (top == nullptr) return found;
  for (const MemberOnDay* member : tree.subtree(top->facility_id)) found.push_back(*member);
  return found;
}

std::unordered_map<std::int64_t, std::string> load_entities_of_members(Connection& connection,
                                                                       std::int64_t county_id,
                                                                       Date as_of) {
  const FacilityTree tree = inventory::load_facility_history(connection, county_id).tree_on(as_of);
  const auto entities = inventory::load_entities(connection, county_id);
  const auto assigned = inventory::entities_on(
      tree, inventory::load_entity_assignments(connection, county_id), as_of);
  std::unordered_map<std::int64_t, std::string> codes;
  for (const auto& [facility_id, entity_id] : assigned) {
    codes.emplace(facility_id, code_of(entities, entity_id));
  }
  return codes;
}

std::vector<RouteLine> list_routes(Connection& connection, std::int64_t county_id, Date as_of,
                                   std::optional<inventory::Weekday> weekday) {
  const FacilityHistory history = inventory::load_facility_history(connection, county_id);
  const FacilityTree tree = history.tree_on(as_of);
  const auto versions = inventory::load_route_versions(connection, county_id);
  std::vector<RouteLine> lines;
  for (const auto* route : inventory::routes_on(versions, as_of)) {
    if (weekday && !route->plan.weekdays.contains(*weekday)) continue;
    lines.push_back(line_of(tree, history, *route));
  }
  return lines;
}

std::vector<DrugstoreLinkLine> list_drugstore_links(Connection& connection, std::int64_t county_id,
                                                    const std::string& pharmacy_code, Date as_of) {
  const FacilityHistory history = inventory::load_facility_history(connection, county_id);
  const std::int64_t pharmacy_id = history.id_of(pharmacy_code);
  std::vector<DrugstoreLinkLine> lines;
  for (const auto& link : inventory::load_drugstore_links(connection, county_id)) {
    if (link.pharmacy_facility_id != pharmacy_id || !link.covers(as_of)) continue;
    if (!history.is_member(link.drugstore_facility_id, as_of)) continue;
    lines.push_back(line_of(history, link));
  }
  return lines;
}

}  // namespace wutong::procurement
