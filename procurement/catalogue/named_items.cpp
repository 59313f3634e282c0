#include "procurement/catalogue/named_items.h"

#include <unordered_set>

#include "inventory/tables/item_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::ItemVersion;

void require_named(const std::vector<ItemVersion>& items, const std::vector<std::string>& codes) {
  std::unordered_set<std::string> found;
  for (const ItemVersion& item : items) found.insert(item.item.record.code);
  for (const std::string& code : codes) {
    if (!found.contains(code)) throw Refused(Refusal::item_unknown, {code});
  }
}

std::vector<ItemVersion> lock_named_items(inventory::Connection& connection, std::int64_t county_id,
                                          inventory::Date day,
                                          const std::vector<std::string>& codes) {
  inventory::lock_items(connection, county_id, codes);
  auto items = inventory::load_items_by_code(connection, county_id, day, codes);
  require_named(items, codes);
  return items;
}

}  // namespace wutong::procurement
