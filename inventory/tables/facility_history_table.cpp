#include "inventory/tables/facility_history_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"
#include "inventory/tables/county_lock.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view version_columns =
    "v.facility_id, v.version, v.effective_from, v.name, v.kind, v.parent_id, f.code";
constexpr std::string_view departure_columns =
    "facility_id, departure_id, left_on, reason, handover_facility_id, rejoined_on";

std::int64_t id_or_zero(const Rows& rows, unsigned column) {
  return rows.is_null(column) ? 0 : rows.integer(column);
}

void load_versions(Connection& connection, std::int64_t county_id, FacilityHistory& history) {
  Rows rows = connection.query(fmt::format(
      "SELECT {} FROM facility_version v JOIN facility f ON f.county_id = v.county_id AND"
      " f.facility_id = v.facility_id WHERE v.county_id = {} ORDER BY v.facility_id, v.version",
      version_columns, county_id));
  while (rows.next()) {
    history.add_code(rows.integer(1), rows.text(7));
    history.add({rows.integer(1), rows.integer(2), rows.date(3), rows.text(4),
                 parse_facility_kind(rows.text(5)).value(), id_or_zero(rows, 6)});
  }
}

void load_departures(Connection& connection, std::int64_t county_id, FacilityHistory& history) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM facility_departure WHERE county_id = {} ORDER BY facility_id,"
                  " departure_id",
                  departure_columns, county_id));
  while (rows.next()) {
    FacilityDeparture departure{rows.integer(1), rows.integer(2),     rows.date(3),
                                rows.text(4),    id_or_zero(rows, 5), std::nullopt};
    if (!rows.is_null(6)) departure.rejoined_on = rows.date(6);
    history.add(std::move(departure));
  }
}

/// `f` names the facilities, `v` their versions, `p` the parents, `n` the notes, and `d` the
/// departure that covers the day.
std::string select_facilities(std::int64_t county_id, std::string_view departure_condition) {
  return fmt::format(
      "SELECT {0}, p.code, f.version, recorded_at, actor, n.reason, d.left_on FROM facility f"
      " JOIN facility_version v ON v.county_id = {1} AND v.facility_id = f.facility_id"
      " LEFT JOIN facility p ON p.county_id = {1} AND p.facility_id = v.parent_id"
      " LEFT JOIN facility_departure d ON d.county_id = {1} AND d.facility_id = f.facility_id AND"
      " {2}{3} WHERE f.county_id = {1}",
      version_columns, county_id, departure_condition, join_version_notes("facility", county_id));
}

std::vector<FacilityOnDay> read_facilities(Rows rows) {
  std::vector<FacilityOnDay> facilities;
  while (rows.next()) {
    FacilityOnDay facility;
    facility.facility_id = rows.integer(1);
    facility.version = rows.integer(2);
    facility.effective_from = rows.date(3);
    facility.record = {rows.text(7), rows.text(4), parse_facility_kind(rows.text(5)).value(),
                       rows.is_null(8) ? std::string() : rows.text(8)};
    facility.newest_version = rows.integer(9);
    facility.note = read_version_note(rows, 10);
    if (!rows.is_null(13)) facility.left_on = rows.date(13);
    facilities.push_back(std::move(facility));
  }
  return facilities;
}

std::string condition_of(const Connection& connection, std::int64_t county_id,
                         const FacilityQuery& query) {
  std::string condition = fmt::format(
      " AND f.code > {} AND v.version = (SELECT MAX(m.version) FROM facility_version m WHERE"
      " m.county_id = {} AND m.facility_id = f.facility_id AND m.effective_from <= '{}')",
      connection.quoted(query.after_code), county_id, to_string(query.as_of));
  if (query.code) condition += " AND f.code = " + connection.quoted(*query.code);
  if (query.kind) condition += fmt::format(" AND v.kind = '{}'", to_string(*query.kind));
  if (query.membership == Membership::members) condition += " AND d.left_on IS NULL";
  if (query.membership == Membership::former) condition += " AND d.left_on IS NOT NULL";
  if (!query.text.empty()) {
    condition +=
        fmt::format(" AND (INSTR(LOWER(f.code), LOWER({0})) OR INSTR(LOWER(v.name), LOWER({0})))",
                    connection.quoted(query.text));
  }
  return condition;
}

}  // namespace

FacilityHistory load_facility_history(Connection& connection, std::int64_t county_id) {
  FacilityHistory history;
  load_versions(connection, county_id, history);
  load_departures(connection, county_id, history);
  return history;
}

FacilityHistory lock_facility_history(Connection& connection, std::int64_t county_id) {
  lock_county(connection, county_id);
  Rows rows = connection.query(fmt::format(
      "SELECT facility_id FROM facility WHERE county_id = {} ORDER BY facility_id FOR UPDATE",
      county_id));
  while (rows.next()) continue;
  return load_facility_history(connection, county_id);
}

void insert_departure(Connection& connection, std::int64_t county_id,
                      const FacilityDeparture& departure) {
  std::optional<std::int64_t> handover;
  if (departure.handover_facility_id != 0) handover = departure.handover_facility_id;
  BulkInsert insert(connection,
                    fmt::format("facility_departure (county_id, {})", departure_columns));
  insert.row(county_id, departure.facility_id, departure.departure_id, departure.left_on,
             departure.reason, handover, departure.rejoined_on);
  insert.finish();
}

void end_departure(Connection& connection, std::int64_t county_id, std::int64_t facility_id,
                   Date rejoined_on) {
  connection.execute(fmt::format(
      "UPDATE facility_departure SET rejoined_on = '{}' WHERE county_id = {} AND facility_id = {}"
      " AND rejoined_on IS NULL",
      to_string(rejoined_on), county_id, facility_id));
}

ParentRules load_parent_rules(Connection& connection, std::int64_t county_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT kind, parent_kind FROM facility_parent_rule WHERE county_id = {}", county_id));
  ParentRules rules;
  while (rows.next()) {
    rules.emplace(parse_facility_kind(rows.text(1)).value(),
                  parse_facility_kind(rows.text(2)).value());
  }
  return rules.empty() ? default_parent_rules() : rules;
}

void save_parent_rules(Connection& connection, std::int64_t county_id, const ParentRules& rules) {
  connection.execute(
      fmt::format("DELETE FROM facility_parent_rule WHERE county_id = {}", county_id));
  BulkInsert insert(connection, "facility_parent_rule (county_id, kind, parent_kind)");
  for (const auto& [kind, parent] : rules) {
    insert.row(county_id, to_string(kind), to_string(parent));
  }
  insert.finish();
}

std::vector<FacilityOnDay> load_facilities_on(Connection& connection, std::int64_t county_id,
                                              const FacilityQuery& query) {
  const std::string covers_day =
      fmt::format("d.left_on <= '{0}' AND (d.rejoined_on IS NULL OR d.rejoined_on > '{0}')",
                  to_string(query.as_of));
  return read_facilities(connection.query(select_facilities(county_id, covers_day) +
                                          condition_of(connection, county_id, query) +
                                          fmt::format(" ORDER BY f.code LIMIT {}", query.at_most)));
}

std::vector<FacilityOnDay> load_facility_versions(Connection& connection, std::int64_t county_id,
                                                  const std::string& code,
                                                  std::int64_t below_version,
                                                  std::int64_t at_most) {
  return read_facilities(connection.query(
      select_facilities(county_id, "1 = 0") +
      fmt::format(" AND f.code = {} AND v.version < {} ORDER BY v.version DESC LIMIT {}",
                  connection.quoted(code), below_version, at_most)));
}

}  // namespace wutong::inventory
