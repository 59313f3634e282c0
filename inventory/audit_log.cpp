#include "inventory/audit_log.h"

#include <fmt/format.h>

namespace wutong::inventory {

std::vector<AuditEntry> list_audit_entries(Connection& connection, std::int64_t county_id,
                                           const AuditFilter& filter, std::int64_t before_sequence,
                                           std::int64_t limit) {
  std::string where = fmt::format("county_id = {}", county_id);
  if (!filter.actor.empty()) where += " AND actor = " + connection.quoted(filter.actor);
  if (!filter.operation.empty()) where += " AND operation = " + connection.quoted(filter.operation);
  if (before_sequence > 0) where += fmt::format(" AND sequence < {}", before_sequence);
  Rows rows = connection.query(fmt::format(
      "SELECT sequence, recorded_at, actor, operation, idempotency_key, content_hash, outcome,"
      " previous_hash, hash FROM audit_entry WHERE {} ORDER BY sequence DESC LIMIT {}",
      where, limit));
  std::vector<AuditEntry> entries;
  while (rows.next()) {
    entries.push_back({rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5),
                       rows.text(6), rows.text(7), rows.text(8), rows.text(9)});
  }
  return entries;
}

}  // namespace wutong::inventory
