#pragma once

#include <cstdint>
#include <set>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "procurement/settlement/match_facts.h"

namespace wutong::procurement {

struct MatchFigures {
  std::int64_t matched = 0;
  std::int64_t held = 0;
  std::int64_t cases_opened = 0;
  pricing::Money payable;  ///< of the whole invoice
};

/// Judges all lines that are held, and those of `also`, and writes what comes of it: how each
/// stands, which goods it claims, the cases that are open now (those that no longer hold are
/// settled by `way`), the state of the invoice. The invoice is locked, and so are its orders.
MatchFigures rejudge_invoice(inventory::Connection& connection,
                             const inventory::Recording& recording,
                             const inventory::StoredInvoice& invoice, MatchFacts facts,
                             const std::set<std::int64_t>& also, WayOut way);

/// The invoice, locked; refuses one that is not there (invoice_unknown).
inventory::StoredInvoice lock_invoice(inventory::Connection& connection, std::int64_t county_id,
                                      std::int64_t invoice_id);
/// Refuses with invoice_step_not_allowed unless the table of states has the action.
void require_action(const inventory::StoredInvoice& invoice, inventory::InvoiceAction action,
                    const char* what);
/// Refuses with record_has_changed when the caller saw another version; 0: did not say.
void require_version(const inventory::StoredInvoice& invoice, std::int64_t expected_version);

}  // namespace wutong::procurement
