#pragma once

#include <string>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/settlement/match_invoice.h"

namespace wutong::procurement {

/// Takes back an invoice of which nothing is matched, as one that was typed wrongly; its number is
/// free again, and its open cases are settled. What is matched is taken back by a credit note.
/// Refused: invoice_unknown, invoice_step_not_allowed, no reason. Answers {"cases_settled"}.
std::string withdraw_invoice(inventory::Connection& connection,
                             const inventory::Recording& recording, const InvoiceRef& ref,
                             const std::string& reason);

}  // namespace wutong::procurement
