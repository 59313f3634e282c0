#include "procurement/settlement/match_invoice.h"

#include "inventory/answer.h"
#include "procurement/refusal/refusal.h"
#include "procurement/settlement/rejudge_invoice.h"

namespace wutong::procurement {

namespace {

/// A credit note took effect when it was recorded; a matched invoice has nothing to match.
void check_can_be_matched(const inventory::StoredInvoice& invoice) {
  const bool is_done = invoice.document.kind == inventory::InvoiceKind::credit_note ||
                       invoice.state == inventory::InvoiceState::matched;
  if (is_done) {
    throw Refused(Refusal::invoice_step_not_allowed,
                  {invoice.document.number, std::string(to_string(invoice.state)), "matched"});
  }
  require_action(invoice, inventory::InvoiceAction::match_all, "matched");
}

}  // namespace

std::string match_invoice(inventory::Connection& connection, const inventory::Recording& recording,
                          const InvoiceRef& ref) {
  const auto invoice = lock_invoice(connection, recording.county_id, ref.invoice_id);
  require_version(invoice, ref.expected_version);
  check_can_be_matched(invoice);
  MatchFacts facts = load_match_facts(connection, recording.county_id, invoice);

  const MatchFigures figures =
      rejudge_invoice(connection, recording, invoice, std::move(facts), {}, WayOut::match_again);
  return inventory::answer_of({{"matched", figures.matched},
                               {"held", figures.held},
                               {"payable_fen", figures.payable.fen()},
                               {"cases_opened", figures.cases_opened}});
}

}  // namespace wutong::procurement
