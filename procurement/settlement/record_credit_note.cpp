#include "procurement/settlement/record_credit_note.h"

#include <set>

#include "inventory/answer.h"
#include "inventory/database/bulk_insert.h"
#include "procurement/settlement/decide_credits.h"
#include "procurement/settlement/record_invoice.h"
#include "procurement/settlement/rejudge_invoice.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::Recording;
using inventory::StoredInvoice;

namespace {

void save_credits(Connection& connection, const Recording& recording, std::int64_t note_id,
                  std::int64_t invoice_id, const Credits& credits) {
  inventory::BulkInsert rows(connection,
                             "invoice_credit (county_id, invoice_id, line_no, document_id,"
                             " document_line_no, quantity, amount)");
  for (const Credit& credit : credits.credits) {
    rows.row(recording.county_id, invoice_id, credit.line_no, note_id, credit.document_line_no,
             credit.quantity, credit.amount);
  }
  rows.finish();
  inventory::BulkInsert returned(connection,
                                 "receipt_return (county_id, receipt_id, item_id, lot_id,"
                                 " document_id, document_line_no, quantity)");
  for (const ReturnedGoods& back : credits.returned) {
    returned.row(recording.county_id, back.goods.receipt_id, back.goods.item_id, back.goods.lot_id,
                 note_id, back.document_line_no, back.goods.quantity);
  }
  returned.finish();
}

std::set<std::int64_t> lines_of(const Credits& credits) {
  std::set<std::int64_t> lines;
  for (const Credit& credit : credits.credits) lines.insert(credit.line_no);
  return lines;
}

/// A credit note needs no matching: what it gives back was checked line by line.
StoredInvoice as_effective(StoredInvoice note) {
  note.state = inventory::next_state(note.state, inventory::InvoiceAction::match_all).value();
  return note;
}

}  // namespace

std::string record_credit_note(Connection& connection, const Recording& recording,
                               const inventory::SupplierInvoice& document) {
  const StoredInvoice note =
      as_effective(admit_invoices(connection, recording, {document}).front());
  const StoredInvoice invoice =
      lock_invoice(connection, recording.county_id, note.refers_to_id.value());
  require_action(invoice, inventory::InvoiceAction::match_part, "credited");
  const Credits credits =
      decide_credits(document, load_match_facts(connection, recording.county_id, invoice));

  inventory::insert_invoices(connection, recording, {note});
  save_credits(connection, recording, note.invoice_id, invoice.invoice_id, credits);
  const MatchFigures figures = rejudge_invoice(
      connection, recording, invoice, load_match_facts(connection, recording.county_id, invoice),
      lines_of(credits), WayOut::credit_note);
  return inventory::answer_of({{"lines", static_cast<std::int64_t>(note.document.lines.size())},
                               {"credit_fen", document.gross.fen()},
                               {"matched", figures.matched},
                               {"held", figures.held},
                               {"payable_fen", figures.payable.fen()},
                               {"cases_opened", figures.cases_opened},
                               {"invoice_id", note.invoice_id}});
}

}  // namespace wutong::procurement
