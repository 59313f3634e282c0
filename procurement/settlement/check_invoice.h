#pragma once

#include <string>

#include "inventory/records/date.h"
#include "inventory/records/supplier_invoice.h"

namespace wutong::procurement {

/// Pure: what a document must be by itself to be recorded. Refuses (Refused) a number that is empty
/// or too long, no lines or line numbers that are not 1, 2, ..., a currency that is not CNY, a date
/// after `today`, an earlier invoice of the chain that is incomplete, a credit or debit note that
/// refers to nothing, and amounts that do not hold together: gross = lines + rounding = net + VAT,
/// rounding of less than a yuan, VAT within what rounding a line, a rate or a document can move it.
void check_invoice(const inventory::SupplierInvoice& invoice, inventory::Date today);

/// What the document says but its number, as SHA-256: supplier, kind, date, amounts, lines.
std::string invoice_content_key(const inventory::SupplierInvoice& invoice);

}  // namespace wutong::procurement
