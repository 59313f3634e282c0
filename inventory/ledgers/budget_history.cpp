#include "inventory/ledgers/budget_history.h"

#include <fmt/format.h>

namespace wutong::inventory {

namespace {

/// Both kinds of events in the same columns. A step that is not a requisition's has no time of its
/// own.
constexpr const char* events =
    "SELECT r.recorded_at AS at, r.release_id AS id, 0 AS step, 'fund' AS action, r.figure,"
    " r.from_period, '' AS requisition_no, r.reason, r.actor FROM budget_release r"
    " WHERE r.county_id = {0} AND r.budget_id = {1}"
    " UNION ALL SELECT COALESCE(s.done_at, '1970-01-01 00:00:00.000000'), m.document_id, m.step,"
    " m.action, m.figure, '', COALESCE(d.requisition_no, ''), COALESCE(s.note, ''),"
    " COALESCE(s.actor, '') FROM budget_movement m"
    " LEFT JOIN requisition d ON d.county_id = {0} AND d.requisition_id = m.document_id"
    " LEFT JOIN requisition_step s ON s.county_id = {0} AND s.requisition_id = m.document_id"
    " AND s.version = m.step WHERE m.county_id = {0} AND m.budget_id = {1}";

std::string older_than(Connection& connection, const BudgetEventKey& key) {
  if (key.action.empty()) return "";
  return fmt::format(" WHERE (at, id, step, action) < ({}, {}, {}, {})", connection.quoted(key.at),
                     key.id, key.step, connection.quoted(key.action));
}

}  // namespace

std::vector<BudgetEvent> load_budget_history(Connection& connection, std::int64_t county_id,
                                             std::int64_t budget_id, const BudgetEventKey& after,
                                             std::int64_t at_most) {
  Rows rows = connection.query(fmt::format(
      "SELECT at, id, step, action, figure, from_period, requisition_no, reason, actor FROM ({}) "
      "e{}"
      " ORDER BY at DESC, id DESC, step DESC, action DESC LIMIT {}",
      fmt::format(events, county_id, budget_id), older_than(connection, after), at_most));
  std::vector<BudgetEvent> history;
  while (rows.next()) {
    history.push_back({rows.text(1), rows.integer(2), rows.integer(3), rows.text(4),
                       rows.integer(5), rows.text(6), rows.text(7), rows.text(8), rows.text(9)});
  }
  return history;
}

}  // namespace wutong::inventory
