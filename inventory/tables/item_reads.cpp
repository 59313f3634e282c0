#include "inventory/tables/item_reads.h"

#include <fmt/format.h>

namespace wutong::inventory {

std::vector<ItemPrice> load_item_prices(Connection& connection, std::int64_t county_id,
                                        const std::string& item_code, const ItemPriceCursor& after,
                                        int limit) {
  Rows rows = connection.query(fmt::format(
      "SELECT c.period, s.code, b.pack_price, b.pack_price_places, COALESCE(b.refusal, ''),"
      " a.pack_price, a.pack_price_places, a.packs"
      " FROM item i JOIN procurement_cycle c ON c.county_id = i.county_id"
      " JOIN bid b ON b.county_id = c.county_id AND b.cycle_id = c.cycle_id"
      "  AND b.item_id = i.item_id"
      " JOIN supplier s ON s.county_id = b.county_id AND s.supplier_id = b.supplier_id"
      " LEFT JOIN award a ON a.county_id = b.county_id AND a.cycle_id = b.cycle_id"
      "  AND a.item_id = b.item_id AND a.supplier_id = b.supplier_id"
      " WHERE i.county_id = {0} AND i.code = {1}"
      " AND (c.period > {2} OR (c.period = {2} AND s.code > {3}))"
      " ORDER BY c.period, s.code LIMIT {4}",
      county_id, connection.quoted(item_code), connection.quoted(after.period),
      connection.quoted(after.supplier_code), limit));
  std::vector<ItemPrice> prices;
  while (rows.next()) {
    ItemPrice price{rows.text(1), rows.text(2), rows.price(3, 4), rows.text(5), {}, {}};
    if (!rows.is_null(6)) {
      price.award_price = rows.price(6, 7);
      price.awarded_packs = rows.integer(8);
    }
    prices.push_back(std::move(price));
  }
  return prices;
}

std::vector<ItemStock> load_item_stock(Connection& connection, std::int64_t county_id,
                                       const std::string& item_code, const ItemStockCursor& after,
                                       int limit) {
  Rows rows = connection.query(fmt::format(
      "SELECT f.code, l.lot_id, l.lot_no, l.expires_on, b.quantity"
      " FROM item i JOIN lot l ON l.county_id = i.county_id AND l.item_id = i.item_id"
      " JOIN facility f ON f.county_id = i.county_id"
      " JOIN stock_balance b ON b.county_id = i.county_id AND b.location_id = f.facility_id"
      "  AND b.lot_id = l.lot_id AND b.quantity > 0"
      " WHERE i.county_id = {0} AND i.code = {1}"
      " AND (f.code > {2} OR (f.code = {2} AND l.lot_id > {3}))"
      " ORDER BY f.code, l.lot_id LIMIT {4}",
      county_id, connection.quoted(item_code), connection.quoted(after.facility_code), after.lot_id,
      limit));
  std::vector<ItemStock> stock;
  while (rows.next()) {
    stock.push_back({rows.text(1), rows.integer(2), rows.text(3), rows.date(4), rows.quantity(5)});
  }
  return stock;
}

}  // namespace wutong::inventory
