#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/records/supplier_invoice.h"

namespace wutong::procurement {

/// Records what one file holds, all or none: invoices and debit notes first, then credit notes in
/// their order, which may be about invoices of the same file. Answers {"documents", "lines",
/// "invoice_id"}, the id of the first that was recorded.
std::string record_documents(inventory::Connection& connection,
                             const inventory::Recording& recording,
                             const std::vector<inventory::SupplierInvoice>& documents);

}  // namespace wutong::procurement
