#include "inventory/ledgers/receipt_ledger.h"

#include <unordered_map>

#include "inventory/database/bulk_insert.h"
#include "inventory/ledgers/money_ledger.h"
#include "inventory/ledgers/stock_ledger.h"
#include "inventory/tables/master_tables.h"
#include "pricing/vat.h"

namespace wutong::inventory {

namespace {

void save_receipts(Connection& connection, std::int64_t county_id, Date received_on,
                   const std::vector<Receipt>& receipts) {
  std::unordered_map<std::int64_t, pricing::VatRate> vat_rates;
  for (const auto& item : load_items(connection, county_id)) {
    vat_rates.emplace(item.id, item.record.vat_rate);
  }
  BulkInsert heads(connection, "receipt (county_id, receipt_id, order_id, received_on, amount)");
  BulkInsert lines(connection,
                   "receipt_line (county_id, receipt_id, item_id, lot_id, quantity,"
                   " amount, net_amount, vat_amount)");
  for (const Receipt& receipt : receipts) {
    heads.row(county_id, receipt.receipt_id, receipt.order_id, received_on, receipt.amount);
    for (const ReceiptLine& line : receipt.lines) {
      const pricing::VatSplit split = pricing::split_vat(line.amount, vat_rates.at(line.item_id));
      lines.row(county_id, receipt.receipt_id, line.item_id, line.lot_id, line.quantity,
                line.amount, split.net, split.vat);
    }
  }
  heads.finish();
  lines.finish();
}

std::vector<StockMovement> movements_of(const std::vector<Receipt>& receipts,
                                        std::int64_t centre_id) {
  std::vector<StockMovement> movements;
  for (const Receipt& receipt : receipts) {
    for (const ReceiptLine& line : receipt.lines) {
      movements.push_back(
          {receipt.receipt_id, line.lot_id, location_suppliers, centre_id, line.quantity.units()});
    }
  }
  return movements;
}

void post_receipts(Connection& connection, const CycleRef& cycle,
                   const std::vector<Receipt>& receipts) {
  MoneyLedger ledger(connection, cycle.county_id, cycle.cycle_id);
  for (const Receipt& receipt : receipts) {
    std::vector<PostingLine> posting;
    for (const ReceiptLine& line : receipt.lines) {
      const bool same_item = !posting.empty() && posting.back().party_id == line.item_id;
      if (same_item) {
        posting.back().amount += line.amount;
      } else {
        posting.push_back({Account::inventory, line.item_id, line.amount});
      }
    }
    posting.push_back({Account::payables, receipt.supplier_id, -receipt.amount});
    ledger.enter("receipt", receipt.order_no, posting);
  }
  ledger.finish();
}

}  // namespace

void record_receipts(Connection& connection, const CycleRef& cycle, Date received_on,
                     const std::vector<Receipt>& receipts) {
  if (receipts.empty()) return;
  const std::int64_t centre_id = load_centre_id(connection, cycle.county_id);
  save_receipts(connection, cycle.county_id, received_on, receipts);
  post_movements(connection, cycle.county_id, movements_of(receipts, centre_id));
  post_receipts(connection, cycle, receipts);
}

}  // namespace wutong::inventory
