#include "procurement/catalogue/import/import_organisation.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "inventory/identifier.h"
#include "inventory/tables/delivery_route_table.h"
#include "inventory/tables/facility_history_table.h"
#include "procurement/catalogue/organisation/check_place.h"
#include "procurement/catalogue/organisation/link_drugstore.h"
#include "procurement/catalogue/organisation/plan_route.h"

namespace wutong::procurement {

using inventory::DrugstoreLink;
using inventory::EntityAssignment;
using inventory::RouteVersion;

namespace {

std::int64_t day_number(inventory::Date day) {
  return day.time_since_epoch().count();
}

/// As require_member, with the column that names the facility.
std::int64_t require_member_in(const inventory::FacilityHistory& history, std::string_view column,
                               const std::string& code, inventory::Date day) try {
  return require_member(history, code, day);
} catch (const Refused& refused) {
  throw RowRefused(column, refused.refusal(), refused.figures());
}

}  // namespace

EntityAssignmentImport::EntityAssignmentImport(inventory::Connection& connection,
                                               const inventory::Recording& recording,
                                               const std::vector<const EntityAssignmentRow*>&)
    : history_(inventory::load_facility_history(connection, recording.county_id)) {
  for (const auto& entity : inventory::load_entities(connection, recording.county_id)) {
    entities_.emplace(entity.code, entity.entity_id);
  }
  for (const auto& one : inventory::load_entity_assignments(connection, recording.county_id)) {
    of_facility_[one.facility_id].push_back(one);
  }
}

std::int64_t EntityAssignmentImport::rank(const EntityAssignmentRow& row) const {
  return day_number(row.effective_from);
}

Taken EntityAssignmentImport::take(const EntityAssignmentRow& row) {
  const auto entity = entities_.find(row.entity_code);
  if (entity == entities_.end()) {
    throw RowRefused("entity", Refusal::entity_not_known, {row.entity_code});
  }
  auto& assigned = of_facility_[history_.id_of(row.facility_code)];
  for (const EntityAssignment& one : assigned) {
    if (one.effective_from == row.effective_from && one.entity_id == entity->second) {
      return Taken::unchanged;
    }
  }
  const std::int64_t facility_id =
      require_member_in(history_, "facility", row.facility_code, row.effective_from);
  if (!assigned.empty()) {
    const auto number = static_cast<std::int64_t>(assigned.size());
    check_effective_from({row.facility_code, number, number, assigned.back().effective_from},
                         row.effective_from);
  }
  assigned.push_back({facility_id, inventory::IdentifierSource::shared().next(), entity->second,
                      row.effective_from});
  added_.push_back(assigned.back());
  return Taken::registered;
}

void EntityAssignmentImport::write(inventory::Connection& connection,
                                   const inventory::Recording& recording) const {
  inventory::insert_entity_assignments(connection, recording.county_id, added_);
}

DrugstoreLinkImport::DrugstoreLinkImport(inventory::Connection& connection,
                                         const inventory::Recording& recording,
                                         const std::vector<const DrugstoreLinkRow*>&)
    : history_(inventory::load_facility_history(connection, recording.county_id)) {
  for (auto& link : inventory::load_drugstore_links(connection, recording.county_id)) {
    of_pharmacy_[link.pharmacy_facility_id].push_back(std::move(link));
  }
}

Taken DrugstoreLinkImport::take(const DrugstoreLinkRow& row) {
  const std::string what = fmt::format("link {} - {}", row.pharmacy_code, row.drugstore_code);
  auto& links = of_pharmacy_[history_.id_of(row.pharmacy_code)];
  const auto known = std::find_if(links.begin(), links.end(), [&](const DrugstoreLink& link) {
    return link.valid_from == row.valid_from &&
           link.drugstore_facility_id == history_.id_of(row.drugstore_code);
  });
  if (known != links.end()) {
    require_as_recorded(what, {{"distance_metres", std::to_string(known->distance_metres),
                                std::to_string(row.distance_metres)},
                               {"opening_hours", known->opening_hours, row.opening_hours}});
    if (known->valid_until == row.valid_until) return Taken::unchanged;
    const bool ends_earlier =
        row.valid_until && (!known->valid_until || *row.valid_until < *known->valid_until);
    if (!ends_earlier) {
      require_as_recorded(
          what, {{"valid_until", text_of_day(known->valid_until), text_of_day(row.valid_until)}});
    }
    check_days(what, {row.valid_from, row.valid_until});
    known->valid_until = row.valid_until;
    changed_[known->link_id] = *known;
    return Taken::changed;
  }
  DrugstoreLink link{0,
                     require_member_in(history_, "pharmacy", row.pharmacy_code, row.valid_from),
                     require_member_in(history_, "drugstore", row.drugstore_code, row.valid_from),
                     row.distance_metres,
                     row.opening_hours,
                     row.valid_from,
                     row.valid_until};
  check_drugstore_link(history_, links, link);
  link.link_id = inventory::IdentifierSource::shared().next();
  changed_[link.link_id] = link;
  links.push_back(std::move(link));
  return Taken::registered;
}

void DrugstoreLinkImport::write(inventory::Connection& connection,
                                const inventory::Recording& recording) const {
  std::vector<DrugstoreLink> links;
  for (const auto& [id, link] : changed_) links.push_back(link);
  inventory::save_drugstore_links(connection, recording.county_id, links);
}

RouteImport::RouteImport(inventory::Connection& connection, const inventory::Recording& recording,
                         const std::vector<const RouteRow*>&)
    : history_(inventory::load_facility_history(connection, recording.county_id)),
      versions_(inventory::load_route_versions(connection, recording.county_id)),
      known_(versions_.size()) {
  for (std::size_t at = 0; at < versions_.size(); ++at) {
    of_route_[versions_[at].plan.code].push_back(at);
  }
}

std::int64_t RouteImport::rank(const RouteRow& row) const {
  return day_number(row.effective_from);
}

Taken RouteImport::take(const RouteRow& row) {
  check_route_texts({row.code, row.name, ""});
  const bool is_closed = row.weekdays.empty() && row.stop_codes.empty();
  RouteVersion version;
  version.plan = {row.code,     row.name, row.effective_from, history_.id_of(row.hub_code),
                  row.weekdays, {}};
  for (const std::string& code : row.stop_codes) {
    version.plan.stops.push_back(history_.id_of(code));
  }
  const auto route = of_route_.find(row.code);
  if (route != of_route_.end()) {
    for (const std::size_t at : route->second) {
      if (versions_[at].plan == version.plan) return Taken::unchanged;
    }
  }
  require_member_in(history_, "hub", row.hub_code, row.effective_from);
  for (const std::string& code : row.stop_codes) {
    require_member_in(history_, "stops", code, row.effective_from);
  }
  if (!is_closed) check_route_plan(version.plan, history_.tree_on(row.effective_from));
  if (route == of_route_.end()) {
    if (is_closed) throw RowRefused("code", Refusal::route_not_known, {row.code});
    version.route_id = inventory::IdentifierSource::shared().next();
    version.version = 1;
  } else {
    const RouteVersion& newest = versions_[route->second.back()];
    check_effective_from({row.code, newest.version, newest.version, newest.plan.effective_from},
                         row.effective_from);
    version.route_id = newest.route_id;
    version.version = newest.version + 1;
  }
  const bool is_new = version.version == 1;
  versions_.push_back(std::move(version));
  try {
    check_no_route_clash(history_, versions_, row.effective_from);
  } catch (const Refused&) {
    versions_.pop_back();
    throw;
  }
  of_route_[row.code].push_back(versions_.size() - 1);
  return is_new ? Taken::registered : Taken::changed;
}

void RouteImport::write(inventory::Connection& connection,
                        const inventory::Recording& recording) const {
  const std::vector<RouteVersion> added(versions_.begin() + static_cast<std::ptrdiff_t>(known_),
                                        versions_.end());
  std::vector<inventory::VersionedRecord> notes;
  for (const RouteVersion& one : added) notes.push_back({"route", one.route_id, one.version});
  inventory::insert_route_versions(connection, recording.county_id, added);
  inventory::insert_version_notes(connection, recording, notes, "import");
}

}  // namespace wutong::procurement
