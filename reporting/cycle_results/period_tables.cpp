#include "reporting/cycle_results/period_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "inventory/tables/master_tables.h"

namespace wutong::reporting {

using inventory::Connection;
using inventory::CycleRef;
using inventory::Rows;

namespace {

/// "county_id = 1 AND cycle_id = 2" for the table with that alias.
std::string of_cycle(const CycleRef& cycle, std::string_view alias) {
  return fmt::format("{0}.county_id = {1} AND {0}.cycle_id = {2}", alias, cycle.county_id,
                     cycle.cycle_id);
}

void give_awards(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows = connection.query(
      "SELECT i.code, s.code, a.pack_price, a.pack_price_places, a.packs, a.reason FROM award a"
      " JOIN item i ON i.county_id = a.county_id AND i.item_id = a.item_id"
      " JOIN supplier s ON s.county_id = a.county_id AND s.supplier_id = a.supplier_id WHERE " +
      of_cycle(cycle, "a") + " ORDER BY i.code, s.code");
  while (rows.next()) {
    take({rows.text(1), rows.text(2), rows.price(3, 4).to_string(), rows.text(5), rows.text(6)});
  }
}

void give_purchase_orders(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows = connection.query(
      "SELECT o.order_no, s.code, i.code, l.packs, l.pack_price, l.pack_price_places, l.amount"
      " FROM purchase_order o"
      " JOIN purchase_order_line l ON l.county_id = o.county_id AND l.order_id = o.order_id"
      " JOIN supplier s ON s.county_id = o.county_id AND s.supplier_id = o.supplier_id"
      " JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id WHERE " +
      of_cycle(cycle, "o") + " ORDER BY o.order_no, s.code, i.code");
  while (rows.next()) {
    take({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.price(5, 6).to_string(),
          rows.text(7)});
  }
}

using LotKey = std::array<std::string, 6>;

/// Rows of a lot: the same lot at two costs is one row, because what a row is known by is the same.
struct LotRow {
  LotKey key;
  pricing::Quantity quantity;
  pricing::Money amount;
};

template <typename Write>
void write_sorted(std::vector<LotRow>& rows, const Write& write) {
  std::sort(rows.begin(), rows.end(),
            [](const LotRow& a, const LotRow& b) { return a.key < b.key; });
  for (std::size_t begin = 0; begin < rows.size();) {
    LotRow& row = rows[begin];
    for (++begin; begin < rows.size() && rows[begin].key == row.key; ++begin) {
      row.quantity += rows[begin].quantity;
      row.amount += rows[begin].amount;
    }
    write(row);
  }
  rows.clear();
}

/// `rows` come in the order of the first key column, a document or a place; the rows of each are
/// sorted here: to sort all rows of a cycle costs the database several times as much.
template <typename Read, typename Write>
void merge_lot_rows(Rows rows, const Read& read, const Write& write) {
  std::vector<LotRow> group;
  while (rows.next()) {
    LotRow row = read(rows);
    if (!group.empty() && group.front().key[0] != row.key[0]) write_sorted(group, write);
    group.push_back(std::move(row));
  }
  write_sorted(group, write);
}

void give_receipts(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  merge_lot_rows(
      connection.query(
          "SELECT o.order_no, s.code, i.code, lot.lot_no, lot.expires_on, l.quantity, l.amount"
          " FROM purchase_order o"
          " JOIN receipt r ON r.county_id = o.county_id AND r.order_id = o.order_id"
          " JOIN receipt_line l ON l.county_id = r.county_id AND l.receipt_id = r.receipt_id"
          " JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id"
          " JOIN supplier s ON s.county_id = o.county_id AND s.supplier_id = o.supplier_id"
          " JOIN item i ON i.county_id = l.county_id AND i.item_id = l.item_id WHERE " +
          of_cycle(cycle, "o") + " ORDER BY o.order_no"),
      [](const Rows& row) {
        return LotRow{{row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), {}},
                      row.quantity(6),
                      row.money(7)};
      },
      [&](const LotRow& row) {
        take({row.key[0], row.key[1], row.key[2], row.key[3], row.key[4], row.quantity.to_string(),
              row.amount.to_string()});
      });
}

void give_shipments(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  const auto codes = [&](inventory::Noun noun) {
    return inventory::load_codes(connection, cycle.county_id, noun);
  };
  const auto facilities = codes(inventory::Noun::facility);
  const auto items = codes(inventory::Noun::item);
  const auto suppliers = codes(inventory::Noun::supplier);
  merge_lot_rows(
      connection.query(
          "SELECT h.shipment_no, h.facility_id, l.item_id, lot.lot_no, lot.expires_on,"
          " lot.supplier_id, l.quantity, l.amount FROM shipment h"
          " JOIN shipment_line l ON l.county_id = h.county_id AND l.shipment_id = h.shipment_id"
          " JOIN lot ON lot.county_id = l.county_id AND lot.lot_id = l.lot_id WHERE " +
          of_cycle(cycle, "h") + " ORDER BY h.shipment_no"),
      [&](const Rows& row) {
        return LotRow{
            {row.text(1), facilities.at(row.integer(2)), items.at(row.integer(3)), row.text(4),
             row.text(5), row.is_null(6) ? std::string() : suppliers.at(row.integer(6))},
            row.quantity(7),
            row.money(8)};
      },
      [&](const LotRow& row) {
        take({row.key[0], row.key[1], row.key[2], row.key[3], row.key[4], row.key[5],
              row.quantity.to_string(), row.amount.to_string()});
      });
}

/// Everything that lies anywhere when the cycle ends.
void give_stock(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  const auto items = inventory::load_codes(connection, cycle.county_id, inventory::Noun::item);
  merge_lot_rows(
      connection.query(fmt::format(
          "SELECT f.code, lot.item_id, lot.lot_no, lot.expires_on, b.quantity FROM facility f"
          " JOIN stock_balance b ON b.county_id = f.county_id AND b.location_id = f.facility_id"
          " JOIN lot ON lot.county_id = b.county_id AND lot.lot_id = b.lot_id"
          " WHERE f.county_id = {} AND b.quantity > 0 ORDER BY f.code",
          cycle.county_id)),
      [&](const Rows& row) {
        return LotRow{{row.text(1), items.at(row.integer(2)), row.text(3), row.text(4), {}, {}},
                      row.quantity(5),
                      pricing::Money()};
      },
      [&](const LotRow& row) {
        take({row.key[0], row.key[1], row.key[2], row.key[3], row.quantity.to_string()});
      });
}

void give_shortages(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows = connection.query(
      "SELECT f.code, i.code, h.requested, h.supplied, h.reason FROM shortage h"
      " JOIN facility f ON f.county_id = h.county_id AND f.facility_id = h.facility_id"
      " JOIN item i ON i.county_id = h.county_id AND i.item_id = h.item_id WHERE " +
      of_cycle(cycle, "h") + " ORDER BY f.code, i.code");
  while (rows.next()) {
    take({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)});
  }
}

void give_refused(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows =
      connection.query("SELECT r.file, r.row_no, r.reason, r.detail FROM refused_row r WHERE " +
                       of_cycle(cycle, "r") + " ORDER BY r.file, r.row_no");
  while (rows.next()) take({rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
}

void give_supplier_statements(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows = connection.query(
      "SELECT s.code, c.period, t.received_amount, t.net_amount, t.vat_amount"
      " FROM supplier_statement t"
      " JOIN procurement_cycle c ON c.county_id = t.county_id AND c.cycle_id = t.cycle_id"
      " JOIN supplier s ON s.county_id = t.county_id AND s.supplier_id = t.supplier_id WHERE " +
      of_cycle(cycle, "t") + " ORDER BY s.code");
  while (rows.next()) {
    take({rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)});
  }
}

void give_member_statements(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  Rows rows = connection.query(
      "SELECT f.code, c.period, t.shipped_amount FROM member_statement t"
      " JOIN procurement_cycle c ON c.county_id = t.county_id AND c.cycle_id = t.cycle_id"
      " JOIN facility f ON f.county_id = t.county_id AND f.facility_id = t.facility_id WHERE " +
      of_cycle(cycle, "t") + " ORDER BY f.code");
  while (rows.next()) take({rows.text(1), rows.text(2), rows.text(3)});
}

void give_journal(Connection& connection, const CycleRef& cycle, const RowTaker& take) {
  const auto items = inventory::load_codes(connection, cycle.county_id, inventory::Noun::item);
  const auto suppliers =
      inventory::load_codes(connection, cycle.county_id, inventory::Noun::supplier);
  const auto facilities =
      inventory::load_codes(connection, cycle.county_id, inventory::Noun::facility);
  Rows rows = connection.query(
      "SELECT e.entry_no, p.account, p.party_id, p.debit, p.credit, e.source FROM journal_entry e"
      " JOIN posting p ON p.county_id = e.county_id AND p.entry_id = e.entry_id WHERE " +
      of_cycle(cycle, "e") + " ORDER BY e.entry_no, p.line_no");
  while (rows.next()) {
    const std::string account = rows.text(2);
    const auto& codes = account == "payables"      ? suppliers
                        : account == "receivables" ? facilities
                                                   : items;
    take({rows.text(1), account, codes.at(rows.integer(3)), rows.text(4), rows.text(5),
          rows.text(6)});
  }
}

}  // namespace

const std::vector<PeriodTable>& period_tables() {
  static const std::vector<PeriodTable> tables{
      {"awards", {"item_code", "supplier_code", "pack_price", "packs", "reason"}, give_awards},
      {"purchase_orders",
       {"order_no", "supplier_code", "item_code", "packs", "pack_price", "amount"},
       give_purchase_orders},
      {"receipts",
       {"order_no", "supplier_code", "item_code", "lot", "expires_on", "quantity", "amount"},
       give_receipts},
      {"shipments",
       {"shipment_no", "facility_code", "item_code", "lot", "expires_on", "supplier_code",
        "quantity", "amount"},
       give_shipments},
      {"shortages",
       {"facility_code", "item_code", "requested", "supplied", "reason"},
       give_shortages},
      {"refused", {"file", "row", "reason", "detail"}, give_refused},
      {"supplier_statements",
       {"supplier_code", "period", "received_amount", "net_amount", "vat_amount"},
       give_supplier_statements},
      {"member_statements", {"facility_code", "period", "shipped_amount"}, give_member_statements},
      {"stock", {"facility_code", "item_code", "lot", "expires_on", "quantity"}, give_stock},
      {"journal", {"entry_no", "account", "party", "debit", "credit", "source"}, give_journal},
  };
  return tables;
}

const PeriodTable* find_period_table(std::string_view name) {
  for (const PeriodTable& table : period_tables()) {
    if (table.name == name) return &table;
  }
  return nullptr;
}

}  // namespace wutong::reporting
