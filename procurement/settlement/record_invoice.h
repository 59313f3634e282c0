#pragma once

#include <string>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/records/supplier_invoice.h"
#include "inventory/tables/supplier_invoice_table.h"

namespace wutong::procurement {

/// Records suppliers' invoices and debit notes, all or none, in a handful of statements whatever
/// their number. Refused: what check_invoice refuses, an unknown supplier, a number that the
/// supplier has used (invoice_number_taken, however it is written), a debit note about an invoice
/// that is not there. Matching is another step. Answers {"invoices", "lines", "gross_fen",
/// "invoice_id"}, the id of the first.
std::string record_invoices(inventory::Connection& connection,
                            const inventory::Recording& recording,
                            const std::vector<inventory::SupplierInvoice>& invoices);

/// Judges documents and makes them rows to insert, ids given. For credit notes too.
std::vector<inventory::StoredInvoice> admit_invoices(
    inventory::Connection& connection, const inventory::Recording& recording,
    const std::vector<inventory::SupplierInvoice>& invoices);

}  // namespace wutong::procurement
