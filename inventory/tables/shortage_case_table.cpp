#include "inventory/tables/shortage_case_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view columns =
    "case_id, case_no, facility_id, item_id, quantity, asked_by, contact, cycle_id, state, version,"
    " registered_on";

ShortageCase read(const Rows& rows) {
  ShortageCase shortage{
      rows.integer(1),  rows.text(2),     rows.integer(3),
      rows.integer(4),  rows.quantity(5), rows.text(6),
      rows.text(7),     std::nullopt,     parse_shortage_state(rows.text(9)).value(),
      rows.integer(10), rows.date(11)};
  if (!rows.is_null(8)) shortage.cycle_id = rows.integer(8);
  return shortage;
}

void insert_steps(Connection& connection, const Recording& recording,
                  const std::vector<ShortageCase>& cases, ShortageAction action,
                  const std::string& note) {
  BulkInsert insert(connection,
                    "shortage_case_step (county_id, case_id, version, action, state, note, actor,"
                    " done_at)");
  for (const ShortageCase& shortage : cases) {
    insert.row(recording.county_id, shortage.case_id, shortage.version, to_string(action),
               to_string(shortage.state), note, recording.actor, to_string(recording.now));
  }
  insert.finish();
}

}  // namespace

std::optional<ShortageCase> find_shortage_case(Connection& connection, std::int64_t county_id,
                                               const std::string& case_no, bool lock) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM shortage_case WHERE county_id = {} AND case_no = {}{}", columns,
                  county_id, connection.quoted(case_no), lock ? " FOR UPDATE" : ""));
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::optional<ShortageCase> find_shortage_case(Connection& connection, std::int64_t county_id,
                                               std::int64_t case_id) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM shortage_case WHERE county_id = {} AND case_id = {}", columns,
                  county_id, case_id));
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<ShortageStep> load_shortage_steps(Connection& connection, std::int64_t county_id,
                                              std::int64_t case_id) {
  Rows rows = connection.query(
      fmt::format("SELECT version, action, state, note, actor, done_at FROM shortage_case_step"
                  " WHERE county_id = {} AND case_id = {} ORDER BY version",
                  county_id, case_id));
  std::vector<ShortageStep> steps;
  while (rows.next()) {
    steps.push_back(
        {rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6)});
  }
  return steps;
}

std::int64_t count_shortage_numbers(Connection& connection, std::int64_t county_id,
                                    const std::string& begins) {
  connection.query_integer(
      fmt::format("SELECT county_id FROM county WHERE county_id = {} FOR UPDATE", county_id));
  return connection
      .query_integer(fmt::format("SELECT COUNT(*) FROM shortage_case WHERE county_id = {} AND"
                                 " LEFT(case_no, CHAR_LENGTH({})) = {}",
                                 county_id, connection.quoted(begins), connection.quoted(begins)))
      .value_or(0);
}

void insert_shortage_cases(Connection& connection, const Recording& recording,
                           const std::vector<ShortageCase>& cases) {
  BulkInsert insert(connection, fmt::format("shortage_case (county_id, {})", columns));
  for (const ShortageCase& shortage : cases) {
    insert.row(recording.county_id, shortage.case_id, shortage.case_no, shortage.facility_id,
               shortage.item_id, shortage.quantity, shortage.asked_by, shortage.contact,
               shortage.cycle_id, to_string(shortage.state), shortage.version,
               shortage.registered_on);
  }
  insert.finish();
  insert_steps(connection, recording, cases, ShortageAction::register_case, "");
}

void save_shortage_step(Connection& connection, const Recording& recording,
                        const ShortageCase& shortage, ShortageAction action,
                        const std::string& note) {
  connection.execute(fmt::format(
      "UPDATE shortage_case SET state = '{}', version = {} WHERE county_id = {} AND case_id = {}",
      to_string(shortage.state), shortage.version, recording.county_id, shortage.case_id));
  insert_steps(connection, recording, {shortage}, action, note);
}

std::vector<ShortageCase> load_unregistered_shortages(Connection& connection,
                                                      std::int64_t county_id,
                                                      const std::string& period) {
  Rows rows = connection.query(fmt::format(
      "SELECT s.facility_id, s.item_id, s.requested - s.supplied, s.cycle_id"
      " FROM procurement_cycle c"
      " JOIN shortage s ON s.county_id = c.county_id AND s.cycle_id = c.cycle_id"
      " LEFT JOIN shortage_case k ON k.county_id = s.county_id AND k.cycle_id = s.cycle_id"
      "  AND k.item_id = s.item_id AND k.facility_id = s.facility_id"
      " WHERE c.county_id = {} AND c.period = {} AND k.case_id IS NULL"
      "  AND s.requested > s.supplied"
      " ORDER BY s.facility_id, s.item_id",
      county_id, connection.quoted(period)));
  std::vector<ShortageCase> cases;
  while (rows.next()) {
    ShortageCase shortage;
    shortage.facility_id = rows.integer(1);
    shortage.item_id = rows.integer(2);
    shortage.quantity = rows.quantity(3);
    shortage.cycle_id = rows.integer(4);
    cases.push_back(std::move(shortage));
  }
  return cases;
}

std::vector<ShortageCase> list_shortage_cases(Connection& connection, std::int64_t county_id,
                                              const ShortageFilter& filter) {
  std::string where = fmt::format("county_id = {} AND case_id < {}", county_id, filter.below_id);
  if (!filter.facility_ids.empty()) {
    where += fmt::format(" AND facility_id IN ({})", fmt::join(filter.facility_ids, ","));
  }
  if (!filter.state.empty()) where += " AND state = " + connection.quoted(filter.state);
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM shortage_case WHERE {} ORDER BY case_id DESC LIMIT {}", columns,
                  where, filter.at_most));
  std::vector<ShortageCase> cases;
  while (rows.next()) cases.push_back(read(rows));
  return cases;
}

}  // namespace wutong::inventory
