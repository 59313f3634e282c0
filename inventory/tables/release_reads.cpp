#include "inventory/tables/release_reads.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace wutong::inventory {
namespace {

std::string of_release(ReleaseRef release, std::string_view alias) {
  return fmt::format("{0}.county_id = {1} AND {0}.release_id = {2}", alias, release.county_id,
                     release.release_id);
}

/// Whether the row r has a reason that is not lifted.
constexpr std::string_view is_quarantined =
    "EXISTS (SELECT 1 FROM release_quarantine q WHERE q.county_id = r.county_id AND q.release_id ="
    " r.release_id AND q.row_no = r.row_no AND q.lifted_on IS NULL)";
constexpr std::string_view join_mapping =
    " LEFT JOIN release_mapping m ON m.county_id = r.county_id AND m.release_id = r.release_id AND"
    " m.row_no = r.row_no";

std::string of_rows(std::string_view column, const std::vector<std::int64_t>& numbers) {
  return numbers.empty() ? std::string("1 = 0")
                         : fmt::format("{} IN ({})", column, fmt::join(numbers, ", "));
}

std::string in_state(ReleaseRowState state) {
  switch (state) {
    case ReleaseRowState::all:
      return "";
    case ReleaseRowState::quarantined:
      return fmt::format(" AND {}", is_quarantined);
    case ReleaseRowState::waiting:
      return fmt::format(" AND m.row_no IS NULL AND NOT {}", is_quarantined);
    default:
      return fmt::format(" AND m.state = '{}'", to_string(state));
  }
}

std::string narrowing(const Connection& connection, const ReleaseRowFilter& filter) {
  std::string where = in_state(filter.state);
  if (filter.row_no) where += fmt::format(" AND r.row_no = {}", *filter.row_no);
  if (!filter.text.empty()) {
    where +=
        fmt::format(" AND LOCATE(LOWER({}), LOWER(r.cells)) > 0", connection.quoted(filter.text));
  }
  return where;
}

}  // namespace

std::string_view to_string(ReleaseRowState state) {
  constexpr std::string_view names[] = {"all",       "quarantined", "waiting",   "proposed",
                                        "ambiguous", "unmapped",    "confirmed", "rejected"};
  return names[static_cast<std::size_t>(state)];
}

std::optional<ReleaseRowState> parse_release_row_state(std::string_view text) {
  for (int value = 0; value <= static_cast<int>(ReleaseRowState::rejected); ++value) {
    const auto state = static_cast<ReleaseRowState>(value);
    if (to_string(state) == text) return state;
  }
  return std::nullopt;
}

std::vector<ReleaseRowOnPage> list_release_rows(Connection& connection, ReleaseRef release,
                                                const ReleaseRowFilter& filter) {
  Rows rows = connection.query(fmt::format(
      "SELECT r.row_no, r.code, r.cells, {}, m.state, i.code, m.reason FROM release_row r{}"
      " LEFT JOIN item i ON i.county_id = m.county_id AND i.item_id = m.item_id"
      " WHERE {} AND r.row_no > {}{} ORDER BY r.row_no LIMIT {}",
      is_quarantined, join_mapping, of_release(release, "r"), filter.after_row,
      narrowing(connection, filter), filter.at_most));
  std::vector<ReleaseRowOnPage> page;
  while (rows.next()) {
    ReleaseRowOnPage row{
        rows.integer(1), rows.text(2), rows.text(3), rows.integer(4) != 0, std::nullopt, {}, {}};
    if (!rows.is_null(5)) row.state = parse_mapping_state(rows.text(5));
    if (!rows.is_null(6)) row.item_code = rows.text(6);
    if (!rows.is_null(7)) row.reason = rows.text(7);
    page.push_back(std::move(row));
  }
  return page;
}

std::map<ReleaseRowState, std::int64_t> count_release_rows(Connection& connection,
                                                           ReleaseRef release) {
  std::map<ReleaseRowState, std::int64_t> counts;
  for (auto state = static_cast<int>(ReleaseRowState::quarantined);
       state <= static_cast<int>(ReleaseRowState::rejected); ++state) {
    counts[static_cast<ReleaseRowState>(state)] = 0;
  }
  Rows mapped = connection.query(
      fmt::format("SELECT m.state, COUNT(*) FROM release_mapping m WHERE {} GROUP BY m.state",
                  of_release(release, "m")));
  std::int64_t settled = 0;
  while (mapped.next()) {
    counts[parse_release_row_state(mapped.text(1)).value()] = mapped.integer(2);
    settled += mapped.integer(2);
  }
  Rows others = connection.query(fmt::format(
      "SELECT (SELECT COUNT(DISTINCT q.row_no) FROM release_quarantine q WHERE {} AND q.lifted_on"
      " IS NULL), (SELECT COUNT(*) FROM release_row r WHERE {})",
      of_release(release, "q"), of_release(release, "r")));
  if (others.next()) {
    counts[ReleaseRowState::quarantined] = others.integer(1);
    counts[ReleaseRowState::waiting] = others.integer(2) - others.integer(1) - settled;
  }
  while (others.next()) {
  }
  return counts;
}

std::vector<NamedCandidate> load_candidates_of(Connection& connection, ReleaseRef release,
                                               const std::vector<std::int64_t>& row_numbers) {
  Rows rows = connection.query(fmt::format(
      "SELECT c.row_no, i.code, i.generic_name, c.basis FROM release_mapping_candidate c JOIN item"
      " i ON i.county_id = c.county_id AND i.item_id = c.item_id WHERE {} AND {} ORDER BY c.row_no,"
      " i.code, c.basis",
      of_release(release, "c"), of_rows("c.row_no", row_numbers)));
  std::vector<NamedCandidate> found;
  while (rows.next()) {
    found.push_back(
        {rows.integer(1), rows.text(2), rows.text(3), parse_mapping_basis(rows.text(4)).value()});
  }
  return found;
}

std::vector<QuarantinedRow> load_quarantine_of(Connection& connection, ReleaseRef release,
                                               const std::vector<std::int64_t>& row_numbers) {
  Rows rows = connection.query(fmt::format(
      "SELECT q.row_no, q.reason, q.code_reason, q.found, q.sentence_zh, q.sentence_en FROM"
      " release_quarantine q WHERE {} AND q.lifted_on IS NULL AND {} ORDER BY q.row_no, q.reason",
      of_release(release, "q"), of_rows("q.row_no", row_numbers)));
  std::vector<QuarantinedRow> found;
  while (rows.next()) {
    found.push_back({rows.integer(1), parse_quarantine_reason(rows.text(2)).value(), rows.text(3),
                     rows.text(4), rows.text(5), rows.text(6)});
  }
  return found;
}

std::vector<NamedDecision> load_decisions_of(Connection& connection, ReleaseRef release,
                                             std::int64_t row_no) {
  Rows rows = connection.query(fmt::format(
      "SELECT d.decision_id, d.item_id, d.reason, d.decided_by, d.decided_on, i.code FROM"
      " release_mapping_decision d LEFT JOIN item i ON i.county_id = d.county_id AND i.item_id ="
      " d.item_id WHERE {} AND d.row_no = {} ORDER BY d.decision_id DESC",
      of_release(release, "d"), row_no));
  std::vector<NamedDecision> found;
  while (rows.next()) {
    NamedDecision one;
    one.decision = {row_no,       rows.integer(1), std::nullopt,
                    rows.text(3), rows.text(4),    rows.date(5)};
    if (!rows.is_null(2)) one.decision.item_id = rows.integer(2);
    if (!rows.is_null(6)) one.item_code = rows.text(6);
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace wutong::inventory
