#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/tables/cycle_table.h"
#include "pricing/money.h"

namespace wutong::inventory {

struct ReceiptLine {
  std::int64_t item_id{};
  std::int64_t lot_id{};
  pricing::Quantity quantity;
  pricing::Money amount;
};

/// What was accepted on one order; lines of the same item come together.
struct Receipt {
  std::int64_t receipt_id{};
  std::int64_t order_id{};
  std::string order_no;
  std::int64_t supplier_id{};
  pricing::Money amount;
  std::vector<ReceiptLine> lines;
};

/// The only writer of receipts: the documents with net and VAT of each row, the movements that
/// bring the lots to the centre, and one journal entry a receipt: the goods of each item against
/// what the supplier is owed. The caller holds the cycle's lock and has registered the lots.
void record_receipts(Connection& connection, const CycleRef& cycle, Date received_on,
                     const std::vector<Receipt>& receipts);

}  // namespace wutong::inventory
