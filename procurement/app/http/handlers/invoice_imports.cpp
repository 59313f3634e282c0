#include <memory>
#include <nlohmann/json.hpp>

#include "inventory/tables/master_tables.h"
#include "procurement/app/county_folder/folder_fault.h"
#include "procurement/app/exchange/held_faults.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/handlers/json_fields.h"
#include "procurement/app/http/handlers/own_supplier.h"
#include "procurement/app/http/handlers/run_operation.h"
#include "procurement/app/http/handlers/uploaded_file.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/jobs.h"
#include "procurement/app/invoices/import_invoices.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

using nlohmann::ordered_json;
using procurement::Refused;

namespace {

constexpr std::size_t faults_shown = 10000;

ordered_json shown_faults(HeldFaults& faults) {
  ordered_json list = ordered_json::array();
  faults.for_each([&](const FolderFault& fault) {
    if (list.size() == faults_shown) return;
    list.push_back({{"row", fault.row},
                    {"column", fault.column},
                    {"value", fault.value},
                    {"code", wire_name(fault.refusal)},
                    {"detail_zh", fault_sentence_zh(fault)},
                    {"detail_en", fault_sentence_en(fault)}});
  });
  return list;
}

/// A document of the file that a rule refuses: nothing of the file is recorded.
ordered_json shown_refusal(const Refused& refused) {
  return {{"row", 0},
          {"column", ""},
          {"value", ""},
          {"code", wire_name(refused.refusal())},
          {"detail_zh", sentence_zh(refused.refusal(), refused.figures())},
          {"detail_en", sentence_en(refused.refusal(), refused.figures())}};
}

JobOutcome outcome_of(const InvoiceImportReport& report, ordered_json faults) {
  const std::size_t count = faults.size();
  return {report.is_stored ? JobState::done : JobState::refused,
          ordered_json{{"kind", "invoices"},
                       {"documents", report.documents},
                       {"lines", report.lines},
                       {"fault_count",
                        std::max<std::int64_t>(report.faults, static_cast<std::int64_t>(count))},
                       {"faults", std::move(faults)},
                       {"stored", report.is_stored}}
              .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
          ""};
}

JobOutcome run(inventory::Store& store, const InvoiceImport& request) {
  HeldFaults faults;
  try {
    const InvoiceImportReport report = import_invoices(store, request, faults);
    return outcome_of(report, shown_faults(faults));
  } catch (const Refused& refused) {
    return outcome_of({}, ordered_json::array({shown_refusal(refused)}));
  }
}

/// The code of the supplier whose account asks; empty: anybody else, who may enter all invoices.
std::string own_supplier(const Call& call) {
  const auto& supplier_id = call.caller->principal.supplier_id;
  if (!supplier_id) return {};
  const auto connection = call.service.store().lease();
  const auto codes =
      inventory::load_codes(*connection, call.service.county_id(), inventory::Noun::supplier);
  const auto found = codes.find(*supplier_id);
  return found == codes.end() ? std::string() : found->second;
}

void require_supplier(const std::string& own, bool is_supplier, const std::string& code) {
  if (!is_supplier || own == code) return;
  throw Refused(procurement::Refusal::supplier_not_known, {code});
}

}  // namespace

void require_own_supplier(const Call& call, const std::string& code) {
  require_supplier(own_supplier(call), call.caller->principal.supplier_id.has_value(), code);
}

HttpAnswer import_invoices(Call& call) {
  const auto file = std::make_shared<UploadedFile>(call.request.body);
  const bool is_supplier = call.caller->principal.supplier_id.has_value();
  InvoiceImport request{file->path(), "invoices", recording_of(call), idempotency_key(call),
                        [own = own_supplier(call), is_supplier](const auto& document) {
                          require_supplier(own, is_supplier, document.supplier_code);
                        }};
  const std::string job_id =
      call.service.jobs().start("import invoices", call.caller->principal.user_id,
                                [&store = call.service.store(), file, request = std::move(request)](
                                    JobProgress&) { return run(store, request); });
  HttpAnswer answer = json_answer({{"job_id", job_id}}, 202);
  answer.headers.emplace_back("Location", "/api/v1/jobs/" + job_id);
  return answer;
}

}  // namespace wutong::app::handlers
