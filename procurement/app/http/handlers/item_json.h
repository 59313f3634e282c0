#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/catalogue_item.h"

/// Items as the interface shows and takes them.
namespace wutong::app::handlers {

std::vector<std::string> codes_of(const std::vector<inventory::ItemVersion>& items);

/// What one version says of the item.
nlohmann::ordered_json shown_record(const inventory::ItemVersion& version);
/// The items with what people want to see beside them on a day: formulary, status, stock and price.
/// A few statements, however many they are.
std::vector<nlohmann::ordered_json> shown_items(inventory::Connection& connection,
                                                std::int64_t county_id, inventory::Date as_of,
                                                const std::vector<inventory::ItemVersion>& items);

/// The item as a body wants it: what the body does not name stays.
inventory::CatalogueItem wanted_item(const nlohmann::json& body, inventory::CatalogueItem item);

}  // namespace wutong::app::handlers
