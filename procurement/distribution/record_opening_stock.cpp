#include "procurement/distribution/record_opening_stock.h"

#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "inventory/answer.h"
#include "inventory/ledgers/money_ledger.h"
#include "inventory/ledgers/stock_ledger.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::CycleRef;
using inventory::OpeningStockRow;
using pricing::Money;

namespace {

struct OpeningLot {
  std::int64_t facility_id{};
  inventory::Lot lot;
  pricing::Quantity quantity;
};

std::vector<OpeningLot> opening_lots(inventory::Connection& connection, std::int64_t county_id,
                                     const inventory::CodeBook& codes,
                                     const std::vector<OpeningStockRow>& rows) {
  const inventory::IdBook ids = inventory::load_id_book(connection, county_id, codes);
  const auto pack_sizes = inventory::load_pack_sizes(connection, county_id);
  std::vector<OpeningLot> lots;
  for (const OpeningStockRow& row : rows) {
    if (row.quantity.is_zero()) continue;
    const std::int64_t item_id = ids.items[row.item];
    lots.push_back({ids.facilities[row.facility],
                    {0, item_id, row.lot_no, row.expires_on, std::nullopt, row.pack_price,
                     pack_sizes.at(item_id)},
                    row.quantity});
  }
  return lots;
}

/// What the centre's lots are worth, each rounded once, by item.
std::map<std::int64_t, Money> centre_value(const std::vector<OpeningLot>& lots,
                                           std::int64_t centre_id) {
  std::map<std::int64_t, Money> value;
  for (const OpeningLot& lot : lots) {
    if (lot.facility_id == centre_id) value[lot.lot.item_id] += lot.lot.cost_of(lot.quantity);
  }
  return value;
}

void post_opening(inventory::Connection& connection, const CycleRef& cycle,
                  const std::map<std::int64_t, Money>& value) {
  using inventory::Account;
  // By item code, so that the journal is numbered alike in every run.
  const auto codes = inventory::load_codes(connection, cycle.county_id, inventory::Noun::item);
  std::map<std::string, std::int64_t> items;
  for (const auto& [item_id, amount] : value) items.emplace(codes.at(item_id), item_id);
  inventory::MoneyLedger ledger(connection, cycle.county_id, cycle.cycle_id);
  for (const auto& [code, item_id] : items) {
    const Money amount = value.at(item_id);
    ledger.enter("opening", code,
                 {{Account::inventory, item_id, amount}, {Account::opening, item_id, -amount}});
  }
  ledger.finish();
}

/// The caller holds the cycle's lock.
std::string take_over(inventory::Connection& connection, const CycleRef& cycle,
                      const inventory::CodeBook& codes, const std::vector<OpeningStockRow>& rows) {
  std::vector<OpeningLot> lots = opening_lots(connection, cycle.county_id, codes, rows);
  const std::int64_t centre_id = inventory::load_centre_id(connection, cycle.county_id);
  const std::map<std::int64_t, Money> value = centre_value(lots, centre_id);

  inventory::LotRegister lot_register(connection, cycle.county_id, {});
  std::vector<inventory::StockMovement> movements;
  for (OpeningLot& lot : lots) {
    lot.lot.lot_id = lot_register.id_of(lot.lot);
    movements.push_back({cycle.cycle_id, lot.lot.lot_id, inventory::location_before_first_cycle,
                         lot.facility_id, lot.quantity.units()});
  }
  lot_register.finish();
  inventory::post_movements(connection, cycle.county_id, std::move(movements));
  post_opening(connection, cycle, value);
  Money total;
  for (const auto& [item_id, amount] : value) total += amount;
  return inventory::answer_of(
      {{"rows", static_cast<std::int64_t>(lots.size())}, {"value_fen", total.fen()}});
}

/// Of the whole county: what lies there is known once something has moved.
bool has_moved(inventory::Connection& connection, std::int64_t county_id) {
  return connection
      .query_integer(
          fmt::format("SELECT 1 FROM stock_movement WHERE county_id = {} LIMIT 1", county_id))
      .has_value();
}

}  // namespace

std::string record_opening_stock(inventory::Connection& connection, const CycleRef& cycle,
                                 const inventory::CodeBook& codes,
                                 const std::vector<OpeningStockRow>& rows) {
  const inventory::Cycle locked = inventory::lock_cycle(connection, cycle);
  inventory::require_state(locked, inventory::CycleState::opened);
  return take_over(connection, cycle, codes, rows);
}

std::string record_opening_stock_of_period(inventory::Connection& connection, const CycleRef& cycle,
                                           const inventory::CodeBook& codes,
                                           const std::vector<OpeningStockRow>& rows) {
  const inventory::Cycle locked = inventory::lock_cycle(connection, cycle);
  const std::string& period = locked.parameters.period;
  if (locked.state != inventory::CycleState::trading) {
    throw Refused(Refusal::period_not_open, {period});
  }
  if (has_moved(connection, cycle.county_id)) {
    throw Refused(Refusal::opening_stock_too_late, {period});
  }
  return take_over(connection, cycle, codes, rows);
}

}  // namespace wutong::procurement
