#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/date.h"
#include "pricing/money.h"
#include "pricing/quantity.h"
#include "pricing/unit_price.h"
#include "reporting/cycle_documents/document_filter.h"

namespace wutong::reporting {

struct AwardRow {
  std::string period;
  std::string item_code;
  std::string item_name;
  std::string supplier_code;
  pricing::UnitPrice pack_price;
  std::int64_t packs{};
  std::string reason;
};
/// Key: period, item, supplier.
std::vector<AwardRow> list_awards(inventory::Connection& connection, std::int64_t county_id,
                                  const DocumentFilter& filter);

struct OrderLineRow {
  std::string item_code;
  std::string item_name;
  std::int64_t packs{};
  pricing::Quantity pack_size;
  pricing::UnitPrice pack_price;
  pricing::Money amount;
  pricing::Quantity accepted_quantity;  ///< base units
  pricing::Money received_amount;
};
/// By item.
std::vector<OrderLineRow> load_order_lines(inventory::Connection& connection,
                                           std::int64_t county_id, std::int64_t order_id);

struct ReceiptRow {
  std::int64_t receipt_id{};
  std::string order_no;
  std::string period;
  std::string supplier_code;
  inventory::Date received_on{};
  pricing::Money amount;
};
struct ReceiptLineRow {
  std::string item_code;
  std::string lot_no;
  inventory::Date expires_on{};
  pricing::Quantity quantity;
  pricing::Money amount;
  pricing::Money net_amount;
  pricing::Money vat_amount;
};
/// Key: order number, receipt.
std::vector<ReceiptRow> list_receipts(inventory::Connection& connection, std::int64_t county_id,
                                      const DocumentFilter& filter);
std::optional<ReceiptRow> find_receipt(inventory::Connection& connection, std::int64_t county_id,
                                       std::int64_t receipt_id,
                                       std::optional<std::int64_t> supplier_id);
/// By item, lot, last day.
std::vector<ReceiptLineRow> load_receipt_lines(inventory::Connection& connection,
                                               std::int64_t county_id, std::int64_t receipt_id);

struct SupplierStatementRow {
  std::string period;
  std::string supplier_code;
  std::string supplier_name;
  pricing::Money received_amount;
  pricing::Money net_amount;
  pricing::Money vat_amount;
};
/// Key: period, supplier.
std::vector<SupplierStatementRow> list_supplier_statements(inventory::Connection& connection,
                                                           std::int64_t county_id,
                                                           const DocumentFilter& filter);

}  // namespace wutong::reporting
