#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/catalogue_item.h"
#include "inventory/records/stored.h"

namespace wutong::inventory {

/// The items as the monthly cycle sees them: what the table `item` holds.
std::vector<Stored<ItemRecord>> load_items(Connection& connection, std::int64_t county_id);

/// The version of every item that holds on `as_of`, in the order of codes. A county's cycle may lie
/// before the last change: a version that is current already is never passed over for an older one.
std::vector<ItemVersion> load_current_items(Connection& connection, std::int64_t county_id,
                                            Date as_of);

/// The versions that hold on `as_of`, of the items with these codes, in the order of codes. Codes
/// that are unknown, or have no version on that day, are left out.
std::vector<ItemVersion> load_items_by_code(Connection& connection, std::int64_t county_id,
                                            Date as_of, const std::vector<std::string>& codes);

/// The same by item id.
std::vector<ItemVersion> load_items_by_id(Connection& connection, std::int64_t county_id,
                                          Date as_of, const std::vector<std::int64_t>& item_ids);

/// The versions that hold on `as_of`, of all items with these generic names, in the order of codes.
std::vector<ItemVersion> load_items_by_generic(Connection& connection, std::int64_t county_id,
                                               Date as_of,
                                               const std::vector<std::string>& generic_names);

/// The same of all items in these substitution groups.
std::vector<ItemVersion> load_items_by_group(Connection& connection, std::int64_t county_id,
                                             Date as_of, const std::vector<std::string>& groups);

std::vector<std::int64_t> ids_of(const std::vector<ItemVersion>& items);

/// Locks the rows of these items, so that no other command adds a version meanwhile.
void lock_items(Connection& connection, std::int64_t county_id,
                const std::vector<std::string>& codes);

/// What a list of items is narrowed by; empty: not narrowed.
struct ItemFilter {
  std::string generic_name;
  std::string kind;
  std::string substitution_group;
  std::string route;
};
/// A page of the items on `as_of`, codes after `after_code`, at most `limit`, in the order of
/// codes.
std::vector<ItemVersion> list_items(Connection& connection, std::int64_t county_id, Date as_of,
                                    const ItemFilter& filter, const std::string& after_code,
                                    int limit);

/// The whole chain of one item, oldest first.
std::vector<ItemVersion> list_item_versions(Connection& connection, std::int64_t county_id,
                                            const std::string& code);

/// Adds each to its chain. Those that hold on `today` already become the current ones.
void save_item_versions(Connection& connection, std::int64_t county_id, Date today,
                        const std::vector<ItemVersion>& versions);
/// Makes versions that stand in their chains the current ones.
void save_current_items(Connection& connection, std::int64_t county_id,
                        const std::vector<ItemVersion>& versions);

/// SQL: the version `v` is the one that holds on the day `as_of`, an SQL expression.
std::string holds_on(const std::string& as_of);
/// SQL: "('a', 'b')"; an empty list gives one that matches nothing.
std::string sql_list(const Connection& connection, const std::vector<std::string>& texts);

}  // namespace wutong::inventory
