#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/records/supplier_invoice.h"

namespace wutong::inventory {

/// A document as the store keeps it.
struct StoredInvoice {
  std::int64_t invoice_id{};
  std::int64_t supplier_id{};
  std::string supplier_name;
  SupplierInvoice document;
  std::string number_key;   ///< unique among the supplier's documents that are not withdrawn
  std::string content_key;  ///< what it says but its number
  std::optional<std::int64_t> refers_to_id;
  InvoiceState state = InvoiceState::recorded;
  std::int64_t version = 1;
  std::string recorded_by;
  std::string recorded_at;  ///< as the store writes moments; of the recording when it is inserted
};

void insert_invoices(Connection& connection, const Recording& recording,
                     const std::vector<StoredInvoice>& invoices);

/// Whether others wait until the transaction ends.
enum class InvoiceLock { none, for_update };

/// The head of a document, without its lines; nothing when there is none.
std::optional<StoredInvoice> load_invoice(Connection& connection, std::int64_t county_id,
                                          std::int64_t invoice_id, InvoiceLock lock);
std::vector<InvoiceLine> load_invoice_lines(Connection& connection, std::int64_t county_id,
                                            std::int64_t invoice_id);

/// Documents of any supplier that have one of these number keys and are not withdrawn: their heads.
std::vector<StoredInvoice> find_invoices(Connection& connection, std::int64_t county_id,
                                         const std::vector<std::string>& number_keys);

/// Which part of the list is asked for; empty fields ask for nothing.
struct InvoiceFilter {
  std::optional<std::int64_t> supplier_id;
  std::string supplier_code;
  std::string state;
  std::string period;          ///< "2026-11": issued in that month
  std::int64_t before_id = 0;  ///< 0: from the newest on
  std::int64_t limit = 100;
};
/// Heads, the newest first.
std::vector<StoredInvoice> list_invoices(Connection& connection, std::int64_t county_id,
                                         const InvoiceFilter& filter);

/// Sets the state of a locked document and counts its version up.
void save_invoice_state(Connection& connection, std::int64_t county_id,
                        const StoredInvoice& invoice, InvoiceState state);

}  // namespace wutong::inventory
