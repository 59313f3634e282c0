#include "procurement/catalogue/disable_item.h"

#include "inventory/answer.h"
#include "inventory/tables/county_lock.h"
#include "inventory/tables/item_status_table.h"
#include "inventory/tables/item_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Date;

namespace {

std::string change_status(inventory::Connection& connection, std::int64_t county_id,
                          const ItemStatusChange& change, Enabled wanted, Date today) {
  inventory::lock_county(connection, county_id);
  inventory::lock_items(connection, county_id, {change.code});
  const auto items =
      inventory::load_items_by_code(connection, county_id, change.effective_from, {change.code});
  if (items.empty()) throw Refused(Refusal::item_unknown, {change.code});
  const auto statuses =
      inventory::load_item_status(connection, county_id, change.effective_from, {change.code});
  const bool enabled = statuses.empty() || statuses.begin()->second.enabled;
  check_status_change(change, enabled ? Enabled::yes : Enabled::no, wanted, today);
  inventory::save_item_status(connection, county_id,
                              {{items.front().item_id, change.effective_from,
                                wanted == Enabled::yes, change.reason, change.actor}});
  return inventory::answer_of({{"items", 1}});
}

}  // namespace

void check_status_change(const ItemStatusChange& change, Enabled now, Enabled wanted, Date today) {
  if (change.effective_from < today) {
    throw Refused(Refusal::item_day_past, {change.code, inventory::to_string(change.effective_from),
                                           inventory::to_string(today)});
  }
  if (change.reason.empty()) throw Refused(Refusal::item_reason_missing, {change.code});
  if (now == wanted) {
    throw Refused(
        wanted == Enabled::yes ? Refusal::item_already_enabled : Refusal::item_already_disabled,
        {change.code, inventory::to_string(change.effective_from)});
  }
}

std::string disable_item(inventory::Connection& connection, std::int64_t county_id,
                         const ItemStatusChange& change, Date today) {
  return change_status(connection, county_id, change, Enabled::no, today);
}

std::string enable_item(inventory::Connection& connection, std::int64_t county_id,
                        const ItemStatusChange& change, Date today) {
  return change_status(connection, county_id, change, Enabled::yes, today);
}

}  // namespace wutong::procurement
