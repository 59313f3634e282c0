#include "procurement/settlement/settle_period.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "inventory/answer.h"
#include "inventory/database/bulk_insert.h"
#include "inventory/ledgers/money_ledger.h"
#include "inventory/records/order_state.h"
#include "inventory/tables/lot_table.h"
#include "inventory/tables/master_tables.h"

namespace wutong::procurement {

using inventory::CycleRef;
using pricing::Money;

namespace {

struct SupplierStatement {
  std::int64_t supplier_id{};
  Money received;
  Money net;
  Money vat;
};

struct MemberStatement {
  std::int64_t facility_id{};
  Money shipped;
};

/// What was received less what went back, in the period in which it went.
std::vector<SupplierStatement> load_received(inventory::Connection& connection,
                                             const CycleRef& cycle) {
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT supplier_id, SUM(amount), SUM(net_amount), SUM(vat_amount) FROM ("
      "SELECT o.supplier_id, l.amount, l.net_amount, l.vat_amount"
      " FROM purchase_order o JOIN receipt r ON r.county_id = o.county_id AND r.order_id = "
      "o.order_id"
      " JOIN receipt_line l ON l.county_id = r.county_id AND l.receipt_id = r.receipt_id"
      " WHERE o.county_id = {0} AND o.cycle_id = {1}"
      " UNION ALL SELECT t.supplier_id, -l.amount, -l.net_amount, -l.vat_amount"
      " FROM supplier_return t JOIN supplier_return_line l ON l.county_id = t.county_id AND"
      " l.return_id = t.return_id"
      " WHERE t.county_id = {0} AND t.cycle_id = {1} AND t.state <> 'created'"
      ") AS side GROUP BY supplier_id ORDER BY supplier_id",
      cycle.county_id, cycle.cycle_id));
  std::vector<SupplierStatement> statements;
  while (rows.next()) {
    statements.push_back({rows.integer(1), rows.money(2), rows.money(3), rows.money(4)});
  }
  return statements;
}

std::vector<MemberStatement> load_shipped(inventory::Connection& connection,
                                          const CycleRef& cycle) {
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT facility_id, SUM(amount) FROM shipment WHERE county_id = {} AND cycle_id = {}"
      " GROUP BY facility_id ORDER BY facility_id",
      cycle.county_id, cycle.cycle_id));
  std::vector<MemberStatement> statements;
  while (rows.next()) statements.push_back({rows.integer(1), rows.money(2)});
  return statements;
}

/// What the centre's stock of each item is worth: each lot rounded once.
std::map<std::int64_t, Money> load_stock_value(inventory::Connection& connection,
                                               std::int64_t county_id) {
  const std::int64_t centre = inventory::load_centre_id(connection, county_id);
  std::map<std::int64_t, Money> value;
  for (const auto& balance : inventory::load_lot_balances(connection, county_id, centre)) {
    value[balance.lot.item_id] += balance.lot.cost_of(balance.quantity);
  }
  return value;
}

/// What the books say that it is worth.
std::map<std::int64_t, Money> load_book_value(inventory::Connection& connection,
                                              std::int64_t county_id) {
  inventory::Rows rows = connection.query(fmt::format(
      "SELECT party_id, balance FROM account_balance WHERE county_id = {} AND account = 'inventory'"
      " ORDER BY party_id",
      county_id));
  std::map<std::int64_t, Money> value;
  while (rows.next()) value.emplace(rows.integer(1), rows.money(2));
  return value;
}

/// Books less stock, by item code, the items without a difference left out.
struct ItemDifference {
  std::int64_t item_id{};
  Money difference;
};
std::map<std::string, ItemDifference> decide_rounding(
    const std::map<std::int64_t, Money>& book_value,
    const std::map<std::int64_t, Money>& stock_value, const inventory::CodesById& item_codes) {
  std::map<std::int64_t, Money> difference = book_value;
  for (const auto& [item_id, value] : stock_value) difference[item_id] -= value;
  std::map<std::string, ItemDifference> by_code;
  for (const auto& [item_id, amount] : difference) {
    if (!amount.is_zero()) by_code.emplace(item_codes.at(item_id), ItemDifference{item_id, amount});
  }
  return by_code;
}

Money post_rounding(inventory::Connection& connection, const CycleRef& cycle,
                    const std::map<std::string, ItemDifference>& differences) {
  using inventory::Account;
  Money total;
  inventory::MoneyLedger ledger(connection, cycle.county_id, cycle.cycle_id);
  for (const auto& [code, item] : differences) {
    ledger.enter("rounding", code,
                 {{Account::rounding, item.item_id, item.difference},
                  {Account::inventory, item.item_id, -item.difference}});
    total += item.difference;
  }
  ledger.finish();
  return total;
}

void save_statements(inventory::Connection& connection, const CycleRef& cycle,
                     const std::vector<SupplierStatement>& suppliers,
                     const std::vector<MemberStatement>& members) {
  inventory::BulkInsert supplier_rows(connection,
                                      "supplier_statement (county_id, cycle_id, supplier_id,"
                                      " received_amount, net_amount, vat_amount)");
  for (const SupplierStatement& statement : suppliers) {
    supplier_rows.row(cycle.county_id, cycle.cycle_id, statement.supplier_id, statement.received,
                      statement.net, statement.vat);
  }
  supplier_rows.finish();
  inventory::BulkInsert member_rows(
      connection, "member_statement (county_id, cycle_id, facility_id, shipped_amount)");
  for (const MemberStatement& statement : members) {
    member_rows.row(cycle.county_id, cycle.cycle_id, statement.facility_id, statement.shipped);
  }
  member_rows.finish();
}

/// Orders that the table of states lets be closed: what has not arrived by now does not arrive.
void close_open_orders(inventory::Connection& connection, const CycleRef& cycle) {
  using inventory::OrderState;
  for (const OrderState state :
       {OrderState::placed, OrderState::confirmed, OrderState::partly_received}) {
    const OrderState closed = inventory::next_state(state, inventory::OrderAction::close).value();
    connection.execute(fmt::format(
        "UPDATE purchase_order SET state = '{}' WHERE county_id = {} AND cycle_id = {} AND"
        " state = '{}'",
        inventory::to_string(closed), cycle.county_id, cycle.cycle_id,
        inventory::to_string(state)));
  }
}

}  // namespace

std::string settle_period(inventory::Connection& connection, const CycleRef& cycle) {
  const inventory::Cycle locked = inventory::lock_cycle(connection, cycle);
  if (locked.state != inventory::CycleState::trading) {
    inventory::require_state(locked, inventory::CycleState::shipped);
  }
  const std::vector<SupplierStatement> suppliers = load_received(connection, cycle);
  const std::vector<MemberStatement> members = load_shipped(connection, cycle);
  const std::map<std::int64_t, Money> stock_value = load_stock_value(connection, cycle.county_id);
  const auto differences =
      decide_rounding(load_book_value(connection, cycle.county_id), stock_value,
                      inventory::load_codes(connection, cycle.county_id, inventory::Noun::item));

  const Money rounding = post_rounding(connection, cycle, differences);
  save_statements(connection, cycle, suppliers, members);
  close_open_orders(connection, cycle);
  inventory::advance_cycle(connection, cycle.county_id, locked, inventory::CycleAction::settle);

  Money owed_to_suppliers, owed_by_members, stock_total;
  for (const SupplierStatement& statement : suppliers) owed_to_suppliers += statement.received;
  for (const MemberStatement& statement : members) owed_by_members += statement.shipped;
  for (const auto& [item_id, value] : stock_value) stock_total += value;
  return inventory::answer_of({{"supplier_statements", static_cast<std::int64_t>(suppliers.size())},
                               {"member_statements", static_cast<std::int64_t>(members.size())},
                               {"owed_to_suppliers_fen", owed_to_suppliers.fen()},
                               {"owed_by_members_fen", owed_by_members.fen()},
                               {"rounding_fen", rounding.fen()},
                               {"stock_value_fen", stock_total.fen()}});
}

}  // namespace wutong::procurement
