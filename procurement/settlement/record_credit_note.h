#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/records/supplier_invoice.h"

namespace wutong::procurement {

/// Records a credit note; it takes effect at once. What it takes off lines of its invoice is no
/// longer claimed, goods that went back are no longer there to be billed, and the lines that it
/// touches are judged again by what is left of them. Refused: what record_invoices refuses, an
/// invoice that was withdrawn, and what decide_credits refuses. Answers {"lines", "credit_fen",
/// "matched", "held", "payable_fen", "cases_opened", "invoice_id"}, the figures in the middle those
/// of its invoice, the id its own.
std::string record_credit_note(inventory::Connection& connection,
                               const inventory::Recording& recording,
                               const inventory::SupplierInvoice& note);

}  // namespace wutong::procurement
