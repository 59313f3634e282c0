#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "inventory/database/store.h"
#include "inventory/records/recording.h"
#include "inventory/records/supplier_invoice.h"
#include "procurement/app/county_folder/read_county_folder.h"

namespace wutong::app {

/// One file of suppliers' invoices into the running system.
struct InvoiceImport {
  std::filesystem::path file;  ///< UBL 2.1 XML when its first character is '<', else CSV
  std::string file_name;       ///< as the user knows it
  inventory::Recording recording;
  std::string idempotency_key;
  /// Refuses what the caller may not record; called for every document before anything is written.
  std::function<void(const inventory::SupplierInvoice&)> admit;
};

struct InvoiceImportReport {
  std::int64_t documents = 0;
  std::int64_t lines = 0;
  std::int64_t faults = 0;
  std::int64_t first_invoice_id = 0;
  bool is_stored = false;
};

/// Reads the file and records all of it as one command, or nothing: every fault of the file goes to
/// `faults`. Throws Refused when a document is refused (as record_documents) or the key was used.
InvoiceImportReport import_invoices(inventory::Store& store, const InvoiceImport& request,
                                    FaultSink& faults);

}  // namespace wutong::app
