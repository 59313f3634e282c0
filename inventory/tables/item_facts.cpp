#include "inventory/tables/item_facts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace wutong::inventory {

namespace {

using Facts = std::unordered_map<std::int64_t, ItemFacts>;

void load_tiers(Connection& connection, std::int64_t county_id, Date as_of,
                const std::string& item_ids, Facts& facts) {
  Rows rows = connection.query(fmt::format(
      "SELECT item_id, tier FROM formulary_entry WHERE county_id = {} AND item_id IN ({})"
      " AND effective_from <= '{}' AND (effective_until IS NULL OR effective_until > '{}')",
      county_id, item_ids, to_string(as_of), to_string(as_of)));
  while (rows.next()) {
    const auto tier = parse_tier(rows.text(2));
    std::optional<Tier>& lowest = facts[rows.integer(1)].tier;
    if (tier && (!lowest || *tier < *lowest)) lowest = tier;
  }
}

void load_stock(Connection& connection, std::int64_t county_id, const std::string& item_ids,
                Facts& facts) {
  Rows rows = connection.query(fmt::format(
      "SELECT l.item_id, SUM(b.quantity) FROM lot l"
      " JOIN facility f ON f.county_id = l.county_id AND f.kind = 'centre'"
      " JOIN stock_balance b ON b.county_id = l.county_id AND b.location_id = f.facility_id"
      " AND b.lot_id = l.lot_id"
      " WHERE l.county_id = {} AND l.item_id IN ({}) GROUP BY l.item_id",
      county_id, item_ids));
  while (rows.next()) facts[rows.integer(1)].centre_stock = rows.integer(2);
}

void load_prices(Connection& connection, std::int64_t county_id, const std::string& item_ids,
                 Facts& facts) {
  Rows rows = connection.query(fmt::format(
      "SELECT a.item_id, a.pack_price, a.pack_price_places FROM procurement_cycle c"
      " JOIN award a ON a.county_id = c.county_id AND a.cycle_id = c.cycle_id"
      " WHERE c.county_id = {} AND a.item_id IN ({}) ORDER BY c.period DESC, a.pack_price",
      county_id, item_ids));
  while (rows.next()) {
    auto& lowest = facts[rows.integer(1)].lowest_price;
    if (!lowest) lowest = rows.price(2, 3);
  }
}

}  // namespace

std::unordered_map<std::int64_t, ItemFacts> load_item_facts(
    Connection& connection, std::int64_t county_id, Date as_of,
    const std::vector<std::int64_t>& item_ids) {
  Facts facts;
  if (item_ids.empty()) return facts;
  const std::string list = fmt::format("{}", fmt::join(item_ids, ", "));
  load_tiers(connection, county_id, as_of, list, facts);
  load_stock(connection, county_id, list, facts);
  load_prices(connection, county_id, list, facts);
  return facts;
}

}  // namespace wutong::inventory
