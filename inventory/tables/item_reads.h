#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"

namespace wutong::inventory {

/// What a supplier bid for an item in a period, and what of it was awarded. Prices are for a pack.
struct ItemPrice {
  std::string period;
  std::string supplier_code;
  pricing::UnitPrice bid_price;
  std::string refusal;  ///< the wire name; empty: the bid stood
  std::optional<pricing::UnitPrice> award_price;
  std::optional<std::int64_t> awarded_packs;
};
/// The next page begins after this row; as it is: the first page.
struct ItemPriceCursor {
  std::string period;
  std::string supplier_code;
};
/// Bids and awards of one item, by period, then supplier code. The list price is a field of the
/// item's versions. Empty when the code is unknown.
std::vector<ItemPrice> load_item_prices(Connection& connection, std::int64_t county_id,
                                        const std::string& item_code, const ItemPriceCursor& after,
                                        int limit);

/// What one facility holds of one lot of an item, in base units.
struct ItemStock {
  std::string facility_code;
  std::int64_t lot_id{};
  std::string lot_no;
  Date expires_on{};
  pricing::Quantity quantity;
};
struct ItemStockCursor {
  std::string facility_code;
  std::int64_t lot_id = 0;
};
/// By facility code, then lot id; lots that are used up are left out.
std::vector<ItemStock> load_item_stock(Connection& connection, std::int64_t county_id,
                                       const std::string& item_code, const ItemStockCursor& after,
                                       int limit);

}  // namespace wutong::inventory
