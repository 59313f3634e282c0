#include <fmt/format.h>

#include <iostream>

#include "inventory/identifier.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/named_county.h"
#include "procurement/app/county_folder/folder_fault.h"
#include "procurement/app/exchange/held_faults.h"
#include "procurement/app/invoices/import_invoices.h"
#include "procurement/app/local_day.h"

namespace wutong::app {

namespace {

void print_json(const InvoiceImportReport& report, HeldFaults& faults) {
  std::cout << fmt::format(R"({{"documents":{},"lines":{},"invoice_id":"{}","stored":{},"faults":)",
                           report.documents, report.lines, report.first_invoice_id,
                           report.is_stored);
  JsonFaultSink sink(std::cout);
  faults.for_each([&](const FolderFault& fault) { sink.report(fault); });
  sink.finish();
  std::cout << "}\n";
}

void print_text(const InvoiceImportReport& report, HeldFaults& faults) {
  PrintingFaultSink sink(std::cerr);
  faults.for_each([&](const FolderFault& fault) { sink.report(fault); });
  std::cout << fmt::format("{0} documents, {1} lines; {2}\n共 {0} 张单据，{1} 行；{3}\n",
                           report.documents, report.lines,
                           report.is_stored ? "recorded" : "nothing was recorded",
                           report.is_stored ? "已登记" : "未登记任何单据");
}

}  // namespace

int run(const GlobalOptions& global, const InvoiceCommand& command) {
  const auto store = open_store(global);
  const std::int64_t county_id = named_county(*store->lease(), command.county);
  const inventory::Moment now =
      std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  const InvoiceImport request{
      command.file,
      command.file.filename().string(),
      {county_id, command_line_actor(), now, local_day()},
      fmt::format("import/invoices/{}", inventory::IdentifierSource::shared().next()),
      {}};
  HeldFaults faults;
  const InvoiceImportReport report = import_invoices(*store, request, faults);
  if (global.json) {
    print_json(report, faults);
  } else {
    print_text(report, faults);
  }
  return report.is_stored ? exit_done : exit_refused;
}

}  // namespace wutong::app
