#include "inventory/tables/item_status_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"
#include "inventory/identifier.h"
#include "inventory/tables/item_table.h"

namespace wutong::inventory {

std::unordered_map<std::int64_t, ItemStatus> load_item_status(
    Connection& connection, std::int64_t county_id, Date as_of,
    const std::vector<std::string>& codes) {
  Rows rows = connection.query(fmt::format(
      "SELECT s.item_id, s.effective_from, s.enabled, s.reason, s.actor FROM item i JOIN"
      " item_status s ON s.county_id = i.county_id AND s.item_id = i.item_id"
      " WHERE i.county_id = {} AND i.code IN {} AND s.effective_from <= '{}'"
      " ORDER BY s.effective_from, s.status_id",
      county_id, sql_list(connection, codes), to_string(as_of)));
  std::unordered_map<std::int64_t, ItemStatus> last;
  while (rows.next()) {
    last[rows.integer(1)] = {rows.integer(1), rows.date(2), rows.integer(3) != 0, rows.text(4),
                             rows.text(5)};
  }
  return last;
}

bool is_enabled(Connection& connection, std::int64_t county_id, Date as_of,
                const std::string& code) {
  const auto items = load_items_by_code(connection, county_id, as_of, {code});
  if (items.empty()) return false;
  const auto statuses = load_item_status(connection, county_id, as_of, {code});
  return statuses.empty() || statuses.begin()->second.enabled;
}

void save_item_status(Connection& connection, std::int64_t county_id,
                      const std::vector<ItemStatus>& statuses) {
  BulkInsert insert(connection,
                    "item_status (county_id, item_id, status_id, effective_from, enabled, reason,"
                    " actor)");
  for (const ItemStatus& status : statuses) {
    insert.row(county_id, status.item_id, IdentifierSource::shared().next(), status.effective_from,
               status.enabled ? 1 : 0, status.reason, status.actor);
  }
  insert.finish();
}

}  // namespace wutong::inventory
