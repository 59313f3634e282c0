#include "procurement/app/invoices/import_invoices.h"

#include <fstream>
#include <iterator>

#include "inventory/answer.h"
#include "inventory/run_command.h"
#include "procurement/app/county_folder/table_file.h"
#include "procurement/app/invoices/read_invoice_table.h"
#include "procurement/app/invoices/read_ubl_invoice.h"
#include "procurement/app/invoices/xml_tree.h"
#include "procurement/refusal/refusal.h"
#include "procurement/settlement/record_documents.h"

namespace wutong::app {

using inventory::SupplierInvoice;
using procurement::Refusal;
using procurement::Refused;

namespace {

/// Passes faults on under the name that the user knows, and counts them.
class NamedFaults : public FaultSink {
 public:
  NamedFaults(FaultSink& next, const std::string& name) : next_(next), name_(name) {}
  void report(const FolderFault& fault) override {
    FolderFault named = fault;
    named.file = name_;
    next_.report(named);
    ++count_;
  }
  std::int64_t count() const { return count_; }

 private:
  FaultSink& next_;
  const std::string& name_;
  std::int64_t count_ = 0;
};

bool begins_as_xml(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  char first = 0;
  for (int skipped = 0; skipped < 64 && in.get(first); ++skipped) {
    const bool is_before_xml = first == ' ' || first == '\t' || first == '\r' || first == '\n' ||
                               first == '\xEF' || first == '\xBB' || first == '\xBF';
    if (!is_before_xml) break;
  }
  return first == '<';
}

std::vector<SupplierInvoice> read_xml(const std::filesystem::path& file, FaultSink& faults) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error || size > XmlLimits{}.bytes) {
    faults.report({"", 0, "", Refusal::document_too_large, std::to_string(XmlLimits{}.bytes), ""});
    return {};
  }
  std::ifstream in(file, std::ios::binary);
  const std::string document{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto invoice = read_ubl_invoice(document, file.filename().string(), faults);
  if (!invoice) return {};
  return {std::move(*invoice)};
}

}  // namespace

InvoiceImportReport import_invoices(inventory::Store& store, const InvoiceImport& request,
                                    FaultSink& faults) {
  NamedFaults named(faults, request.file_name);
  const std::vector<SupplierInvoice> documents = begins_as_xml(request.file)
                                                     ? read_xml(request.file, named)
                                                     : read_invoice_table(request.file, named);
  InvoiceImportReport report;
  report.faults = named.count();
  report.documents = static_cast<std::int64_t>(documents.size());
  if (documents.empty()) return report;
  for (const SupplierInvoice& document : documents) {
    report.lines += static_cast<std::int64_t>(document.lines.size());
    if (request.admit) request.admit(document);
  }
  const inventory::Recording& recording = request.recording;
  try {
    const auto result = inventory::run_command(
        store,
        {recording.county_id, "import_invoices", request.idempotency_key,
         inventory::content_hash(documents.front().document_hash), recording.actor},
        [&](inventory::Connection& connection) {
          return procurement::record_documents(connection, recording, documents);
        });
    report.first_invoice_id = inventory::figure_in(result.answer, "invoice_id");
  } catch (const inventory::ContentDiffers&) {
    throw Refused(Refusal::request_reused_with_different_content, {request.file_name});
  }
  report.is_stored = true;
  return report;
}

}  // namespace wutong::app
