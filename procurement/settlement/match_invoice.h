#pragma once

#include <cstdint>
#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"

namespace wutong::procurement {

/// Which document, and the version that the caller saw (0: did not say).
struct InvoiceRef {
  std::int64_t invoice_id{};
  std::int64_t expected_version = 0;
};

/// The three-way match of an invoice or debit note with orders and receipts. Lines that are matched
/// stay so; those that are held are judged again, on what has come since. Of two invoices for the
/// same goods the first to be matched gets them, the other is over-invoiced. Answers {"matched",
/// "held", "payable_fen", "cases_opened"}.
std::string match_invoice(inventory::Connection& connection, const inventory::Recording& recording,
                          const InvoiceRef& ref);

}  // namespace wutong::procurement
