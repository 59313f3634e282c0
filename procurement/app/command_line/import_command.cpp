#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "inventory/identifier.h"
#include "inventory/tables/master_tables.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/named_county.h"
#include "procurement/app/command_line/table_output.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/app/county_folder/folder_fault.h"
#include "procurement/app/cycle/open_cycle.h"
#include "procurement/app/exchange/held_faults.h"
#include "procurement/app/exchange/import_file.h"
#include "procurement/app/local_day.h"
#include "reporting/sheet/sheet_writer.h"

namespace wutong::app {

using Json = nlohmann::ordered_json;

namespace {

ImportMode mode_named(const std::string& name) {
  return name == "accepted_rows" ? ImportMode::accepted_rows : ImportMode::all_or_nothing;
}

bool would_store(const ImportReport& report, ImportMode mode) {
  return mode == ImportMode::accepted_rows ? !report.is_file_at_fault : report.is_clean();
}

/// A line that is written over while it grows, on a terminal.
OnImportProgress progress_line() {
  const bool is_terminal = ::isatty(STDERR_FILENO) == 1;
  return [is_terminal](const ImportProgress& progress) {
    if (is_terminal) {
      const bool is_reading = progress.phase == ImportPhase::reading;
      std::cerr << "\r" << progress.rows << (is_reading ? " rows read" : " rows, judged together");
      std::cerr << (is_reading ? "" : "\n") << std::flush;
    }
    return true;
  };
}

/// A database without a county gets its first one only by a file that will be stored.
ImportReport import_into(inventory::Store& store, ImportRequest& request,
                         const ImportCommand& command, HeldFaults& faults) {
  const OnImportProgress on_progress = progress_line();
  if (command.preview) return preview_import(store, request, faults, on_progress);
  if (request.county_id == 0) {
    HeldFaults foreseen;
    const ImportReport report = preview_import(store, request, foreseen, {});
    if (!would_store(report, request.mode)) {
      faults = std::move(foreseen);
      return report;
    }
    const std::string code = command.county.empty() ? nameless_county : command.county;
    request.county_id = inventory::register_county(*store.lease(), code);
  }
  return run_import(store, request, faults, on_progress);
}

void write_report(const std::filesystem::path& file, HeldFaults& faults) {
  write_output(file, [&](std::ostream& out) {
    const auto writer = reporting::make_sheet_writer(format_by_name(file), out, "refused");
    const auto row = [&](std::initializer_list<std::string_view> cells) {
      writer->row(std::span<const std::string_view>(cells.begin(), cells.size()));
    };
    row({"row", "column", "value", "code", "message_zh", "message_en"});
    faults.for_each([&](const FolderFault& fault) {
      row({fault.row == 0 ? "" : std::to_string(fault.row), fault.column, fault.value,
           wire_name(fault.refusal), fault_sentence_zh(fault), fault_sentence_en(fault)});
    });
    writer->finish();
  });
}

void print_json(const ImportCommand& command, const ImportReport& report, HeldFaults& faults) {
  std::string figures = Json{
      {"kind", command.kind},
      {"mode", command.preview ? "preview" : command.mode},
      {"rows", report.rows},
      {"accepted", report.accepted()},
      {"registered", report.registered},
      {"changed", report.changed},
      {"unchanged", std::max<std::int64_t>(0, report.unchanged())},
      {"refused", report.refused},
      {"stored",
       report.is_stored}}.dump();
  figures.pop_back();
  std::cout << figures << ",\"faults\":";
  JsonFaultSink sink(std::cout);
  faults.for_each([&](const FolderFault& fault) { sink.report(fault); });
  sink.finish();
  std::cout << "}\n";
}

void print_text(const ImportReport& report, HeldFaults& faults) {
  PrintingFaultSink sink(std::cerr);
  faults.for_each([&](const FolderFault& fault) { sink.report(fault); });
  std::cout << fmt::format(
      "{0} rows: {1} new, {2} changed, {3} refused; {4}\n"
      "共 {0} 行：新增 {1}，变更 {2}，被拒 {3}；{5}\n",
      report.rows, report.registered, report.changed, report.refused,
      report.is_stored ? "stored" : "nothing was stored",
      report.is_stored ? "已保存" : "未保存任何数据");
}

/// Invoices are documents, not records of a table: all of a file or nothing of it.
int run_invoices(const GlobalOptions& global, const ImportCommand& command) {
  if (command.preview || command.mode != "all_or_nothing" || !command.report.empty()) {
    throw UsageError("invoices are imported whole: --preview, --mode and --report are for tables");
  }
  return run(global, InvoiceCommand{command.file, command.county});
}

}  // namespace

int run(const GlobalOptions& global, const ImportCommand& command) {
  if (command.kind == "invoices") return run_invoices(global, command);
  ImportRequest request;
  request.kind = find_exchange_kind(command.kind);
  if (request.kind == nullptr) {
    throw UsageError("unknown kind of import: " + command.kind +
                     "; known are: " + exchange_kind_names());
  }
  const auto store = open_store(global);
  request.county_id = named_county_or_none(*store->lease(), command.county);
  request.mode = mode_named(command.mode);
  request.file = command.file;
  request.file_name = command.file.filename().string();
  request.today = local_day();
  request.now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  request.actor = command_line_actor();
  request.idempotency_key =
      fmt::format("import/{}/{}", command.kind, inventory::IdentifierSource::shared().next());
  HeldFaults faults;
  const ImportReport report = import_into(*store, request, command, faults);
  if (!command.report.empty()) write_report(command.report, faults);
  if (global.json) {
    print_json(command, report, faults);
  } else {
    print_text(report, faults);
  }
  const bool is_good = command.preview ? report.is_clean() : report.is_stored;
  return is_good ? exit_done : exit_refused;
}

}  // namespace wutong::app
