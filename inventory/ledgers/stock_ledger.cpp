#include "inventory/ledgers/stock_ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "inventory/database/bulk_insert.h"

namespace wutong::inventory {

namespace {

struct BalanceChange {
  std::int64_t location_id{};
  std::int64_t lot_id{};
  std::int64_t change{};
};

/// The net change of every facility's balance, in the order of the keys.
std::vector<BalanceChange> net_changes(const std::vector<StockMovement>& movements) {
  std::vector<BalanceChange> changes;
  changes.reserve(movements.size() * 2);
  for (const StockMovement& movement : movements) {
    if (movement.from_location_id > 0) {
      changes.push_back({movement.from_location_id, movement.lot_id, -movement.quantity});
    }
    if (movement.to_location_id > 0) {
      changes.push_back({movement.to_location_id, movement.lot_id, movement.quantity});
    }
  }
  const auto key = [](const BalanceChange& c) { return std::tie(c.location_id, c.lot_id); };
  std::sort(changes.begin(), changes.end(),
            [&](const BalanceChange& a, const BalanceChange& b) { return key(a) < key(b); });
  std::size_t kept = 0;
  for (std::size_t next = 0; next < changes.size(); ++next) {
    if (kept > 0 && key(changes[kept - 1]) == key(changes[next])) {
      changes[kept - 1].change += changes[next].change;
    } else {
      changes[kept++] = changes[next];
    }
  }
  changes.resize(kept);
  return changes;
}

using Balances = std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>;

/// Reads and locks the balances of `lots` at one location, some thousand at a time.
void lock_balances(Connection& connection, std::int64_t county_id, std::int64_t location_id,
                   const std::vector<std::int64_t>& lots, Balances& balances) {
  constexpr std::size_t lots_at_once = 5000;
  for (std::size_t begin = 0; begin < lots.size(); begin += lots_at_once) {
    const std::size_t end = std::min(lots.size(), begin + lots_at_once);
    const fmt::memory_buffer list = [&] {
      fmt::memory_buffer text;
      fmt::format_to(std::back_inserter(text), "{}",
                     fmt::join(lots.begin() + static_cast<std::ptrdiff_t>(begin),
                               lots.begin() + static_cast<std::ptrdiff_t>(end), ","));
      return text;
    }();
    Rows rows = connection.query(fmt::format(
        "SELECT lot_id, quantity FROM stock_balance WHERE county_id = {} AND location_id = {} AND"
        " lot_id IN ({}) ORDER BY lot_id FOR UPDATE",
        county_id, location_id, fmt::to_string(list)));
    while (rows.next()) balances[{location_id, rows.integer(1)}] = rows.integer(2);
  }
}

Balances lock_falling_balances(Connection& connection, std::int64_t county_id,
                               const std::vector<BalanceChange>& changes) {
  std::map<std::int64_t, std::vector<std::int64_t>> lots_by_location;
  for (const BalanceChange& change : changes) {
    if (change.change < 0) lots_by_location[change.location_id].push_back(change.lot_id);
  }
  Balances balances;
  for (const auto& [location_id, lots] : lots_by_location) {
    lock_balances(connection, county_id, location_id, lots, balances);
  }
  return balances;
}

void check_sufficient(const std::vector<BalanceChange>& changes, const Balances& balances) {
  for (const BalanceChange& change : changes) {
    if (change.change >= 0) continue;
    const auto balance = balances.find({change.location_id, change.lot_id});
    const std::int64_t available = balance == balances.end() ? 0 : balance->second;
    if (available + change.change < 0) {
      throw StockInsufficient(change.location_id, change.lot_id, available, -change.change);
    }
  }
}

void write_movements(Connection& connection, std::int64_t county_id,
                     std::vector<StockMovement>& movements) {
  std::sort(movements.begin(), movements.end(), [](const auto& a, const auto& b) {
    return std::tie(a.document_id, a.lot_id, a.from_location_id, a.to_location_id) <
           std::tie(b.document_id, b.lot_id, b.from_location_id, b.to_location_id);
  });
  BulkInsert insert(connection,
                    "stock_movement (county_id, document_id, lot_id, from_location_id,"
                    " to_location_id, quantity)");
  for (const StockMovement& movement : movements) {
    insert.row(county_id, movement.document_id, movement.lot_id, movement.from_location_id,
               movement.to_location_id, movement.quantity);
  }
  insert.finish();
}

/// Rising balances are added to by the server; falling ones are locked, known and set, since an
/// inserted row with a negative quantity would break the table's own check.
void write_balances(Connection& connection, std::int64_t county_id,
                    const std::vector<BalanceChange>& changes, const Balances& balances) {
  constexpr std::string_view target = "stock_balance (county_id, location_id, lot_id, quantity)";
  BulkInsert rising(connection, target, "quantity = quantity + VALUES(quantity)");
  BulkInsert falling(connection, target, "quantity = VALUES(quantity)");
  for (const BalanceChange& change : changes) {
    if (change.change > 0) {
      rising.row(county_id, change.location_id, change.lot_id, change.change);
    } else if (change.change < 0) {
      falling.row(county_id, change.location_id, change.lot_id,
                  balances.at({change.location_id, change.lot_id}) + change.change);
    }
  }
  falling.finish();
  rising.finish();
}

}  // namespace

StockInsufficient::StockInsufficient(std::int64_t location, std::int64_t lot,
                                     std::int64_t available_units, std::int64_t wanted_units)
    : std::runtime_error("stock_insufficient"),
      location_id(location),
      lot_id(lot),
      available(available_units),
      wanted(wanted_units) {}

void post_movements(Connection& connection, std::int64_t county_id,
                    std::vector<StockMovement> movements) {
  const std::vector<BalanceChange> changes = net_changes(movements);
  const Balances balances = lock_falling_balances(connection, county_id, changes);
  check_sufficient(changes, balances);
  write_movements(connection, county_id, movements);
  write_balances(connection, county_id, changes, balances);
}

}  // namespace wutong::inventory
