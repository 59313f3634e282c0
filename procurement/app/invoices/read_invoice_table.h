#pragma once

#include <filesystem>
#include <vector>

#include "inventory/records/supplier_invoice.h"
#include "procurement/app/county_folder/read_county_folder.h"

namespace wutong::app {

/// A CSV of invoices, a row a line; rows of one supplier and number are one document, and say the
/// same of it. Every fault goes to `faults` by row and column; empty when there was any. Net and
/// VAT are split a line. The columns: README.md of this folder.
std::vector<inventory::SupplierInvoice> read_invoice_table(const std::filesystem::path& file,
                                                           FaultSink& faults);

}  // namespace wutong::app
