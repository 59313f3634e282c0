#include "procurement/settlement/record_documents.h"

#include "inventory/answer.h"
#include "procurement/settlement/record_credit_note.h"
#include "procurement/settlement/record_invoice.h"

namespace wutong::procurement {

using inventory::InvoiceKind;
using inventory::SupplierInvoice;

std::string record_documents(inventory::Connection& connection,
                             const inventory::Recording& recording,
                             const std::vector<SupplierInvoice>& documents) {
  std::vector<SupplierInvoice> invoices;
  std::vector<const SupplierInvoice*> notes;
  std::size_t lines = 0;
  for (const SupplierInvoice& document : documents) {
    lines += document.lines.size();
    if (document.kind == InvoiceKind::credit_note) {
      notes.push_back(&document);
    } else {
      invoices.push_back(document);
    }
  }
  std::int64_t first_id = 0;
  if (!invoices.empty()) {
    first_id = inventory::figure_in(record_invoices(connection, recording, invoices), "invoice_id");
  }
  for (const SupplierInvoice* note : notes) {
    const std::string answer = record_credit_note(connection, recording, *note);
    if (first_id == 0) first_id = inventory::figure_in(answer, "invoice_id");
  }
  return inventory::answer_of({{"documents", static_cast<std::int64_t>(documents.size())},
                               {"lines", static_cast<std::int64_t>(lines)},
                               {"invoice_id", first_id}});
}

}  // namespace wutong::procurement
