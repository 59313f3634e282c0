#include "inventory/tables/lot_table.h"

#include <fmt/format.h>

#include "inventory/database/bulk_insert.h"
#include "inventory/identifier.h"
#include "inventory/tables/master_tables.h"
#include "pricing/rounding.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view lot_columns =
    "lot.lot_id, lot.item_id, lot.lot_no, lot.expires_on, lot.supplier_id, lot.pack_price,"
    " lot.pack_price_places, lot.pack_size";

Lot lot_in(const Rows& rows) {
  Lot lot;
  lot.lot_id = rows.integer(1);
  lot.item_id = rows.integer(2);
  lot.lot_no = rows.text(3);
  lot.expires_on = rows.date(4);
  if (!rows.is_null(5)) lot.supplier_id = rows.integer(5);
  if (!rows.is_null(6)) lot.pack_price = rows.price(6, 7);
  lot.pack_size = rows.quantity(8);
  return lot;
}

}  // namespace

pricing::Money Lot::cost_of(pricing::Quantity units) const {
  return pricing::amount_of(pack_price.value(), units, pack_size, pricing::Rounding::half_up);
}

std::vector<LotBalance> load_lot_balances(Connection& connection, std::int64_t county_id,
                                          std::int64_t location_id) {
  Rows rows = connection.query(fmt::format(
      "SELECT {}, stock_balance.quantity FROM stock_balance"
      " JOIN lot ON lot.county_id = stock_balance.county_id AND lot.lot_id = stock_balance.lot_id"
      " LEFT JOIN supplier ON supplier.county_id = lot.county_id"
      " AND supplier.supplier_id = lot.supplier_id"
      " WHERE stock_balance.county_id = {} AND stock_balance.location_id = {}"
      " AND stock_balance.quantity > 0"
      " ORDER BY lot.item_id, lot.expires_on, lot.lot_no, supplier.code, lot.lot_id",
      lot_columns, county_id, location_id));
  std::vector<LotBalance> balances;
  while (rows.next()) balances.push_back({lot_in(rows), rows.quantity(9)});
  return balances;
}

std::unordered_map<std::int64_t, pricing::Quantity> load_usable_stock(Connection& connection,
                                                                      std::int64_t county_id,
                                                                      Date first_usable_expiry) {
  Rows rows = connection.query(fmt::format(
      "SELECT lot.item_id, SUM(stock_balance.quantity) FROM stock_balance"
      " JOIN lot ON lot.county_id = stock_balance.county_id AND lot.lot_id = stock_balance.lot_id"
      " WHERE stock_balance.county_id = {} AND stock_balance.location_id = {}"
      " AND stock_balance.quantity > 0 AND lot.expires_on >= '{}' GROUP BY lot.item_id",
      county_id, load_centre_id(connection, county_id), to_string(first_usable_expiry)));
  std::unordered_map<std::int64_t, pricing::Quantity> usable;
  while (rows.next()) usable.emplace(rows.integer(1), rows.quantity(2));
  return usable;
}

LotRegister::Key LotRegister::key_of(const Lot& lot) {
  return {lot.item_id,
          lot.lot_no,
          lot.expires_on,
          lot.supplier_id.value_or(0),
          lot.pack_price ? lot.pack_price->micros() : -1,
          lot.pack_size.units()};
}

LotRegister::LotRegister(Connection& connection, std::int64_t county_id,
                         const std::vector<std::int64_t>& item_ids)
    : connection_(connection), county_id_(county_id) {
  if (item_ids.empty()) return;
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM lot WHERE lot.county_id = {} AND lot.item_id IN ({})",
                  lot_columns, county_id, fmt::join(item_ids, ",")));
  while (rows.next()) {
    const Lot lot = lot_in(rows);
    known_.emplace(key_of(lot), lot.lot_id);
  }
}

std::int64_t LotRegister::id_of(const Lot& lot) {
  const auto [position, is_new] = known_.try_emplace(key_of(lot), 0);
  if (is_new) {
    position->second = IdentifierSource::shared().next();
    new_lots_.push_back(lot);
    new_lots_.back().lot_id = position->second;
  }
  return position->second;
}

void LotRegister::finish() {
  BulkInsert insert(connection_,
                    "lot (county_id, lot_id, item_id, lot_no, expires_on, supplier_id, pack_price,"
                    " pack_price_places, pack_size)");
  for (const Lot& lot : new_lots_) {
    std::optional<std::int64_t> places;
    if (lot.pack_price) places = lot.pack_price->places();
    insert.row(county_id_, lot.lot_id, lot.item_id, lot.lot_no, lot.expires_on, lot.supplier_id,
               lot.pack_price, places, lot.pack_size);
  }
  insert.finish();
  new_lots_.clear();
}

}  // namespace wutong::inventory
