#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "inventory/tables/master_tables.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/json_rows.h"
#include "procurement/app/command_line/named_county.h"
#include "procurement/app/command_line/table_output.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/refusal/refusal.h"
#include "reporting/period_reports/period_reports.h"
#include "reporting/period_reports/report_as_pdf.h"
#include "reporting/sheet/sheet_writer.h"

namespace wutong::app {

namespace {

using procurement::Refusal;
using procurement::Refused;
using reporting::PeriodTable;

const PeriodTable& named_table(const std::string& name) {
  if (const PeriodTable* table = reporting::find_period_report(name)) return *table;
  std::string known;
  for (const PeriodTable* table : reporting::period_reports()) {
    known += (known.empty() ? "" : ", ") + std::string(table->name);
  }
  throw UsageError("unknown report: " + name + "; known are: " + known);
}

/// The period as it stands in the books. What lies in stock is known for the newest one only.
inventory::Cycle named_period(inventory::Connection& connection, std::int64_t county_id,
                              const ReportCommand& command) {
  inventory::Cycle found;
  std::string newest;
  for (const inventory::Cycle& cycle : inventory::load_cycles(connection, county_id)) {
    newest = std::max(newest, cycle.parameters.period);
    if (cycle.parameters.period == command.period) found = cycle;
  }
  if (found.cycle_id == 0) throw Refused(Refusal::unknown_record, {"period", command.period});
  if (command.name == "stock" && newest != command.period) {
    throw Refused(Refusal::later_period_settled, {command.period, newest});
  }
  return found;
}

std::vector<std::string> columns_of(const PeriodTable& table) {
  return {table.columns.begin(), table.columns.end()};
}

template <typename Writer>
std::int64_t give_rows(inventory::Connection& connection, const inventory::CycleRef& cycle,
                       const PeriodTable& table, Writer& writer) {
  std::int64_t count = 0;
  table.give(connection, cycle, [&](std::initializer_list<std::string_view> cells) {
    writer.row(std::span<const std::string_view>(cells.begin(), cells.size()));
    ++count;
  });
  writer.finish();
  return count;
}

/// Takes the rows of a report for paper, as many as paper is for.
struct PaperRows {
  reporting::PrintedReport& report;
  void row(std::span<const std::string_view> cells) {
    if (report.rows() == reporting::most_rows_on_paper) {
      throw Refused(Refusal::too_many_rows_for_paper,
                    {std::to_string(reporting::most_rows_on_paper)});
    }
    report.row(cells);
  }
  void finish() {}
};

std::string centre_name(inventory::Connection& connection, std::int64_t county_id) {
  inventory::Rows rows = connection.query(
      fmt::format("SELECT name FROM facility WHERE county_id = {} AND facility_id = {}", county_id,
                  inventory::load_centre_id(connection, county_id)));
  return rows.next() ? rows.text(1) : std::string();
}

std::int64_t write_paper(inventory::Connection& connection, std::int64_t county_id,
                         const inventory::Cycle& cycle, const PeriodTable& table,
                         const ReportCommand& command, std::ostream& out) {
  reporting::PrintedReport report(table, command.language == "en" ? reporting::ReportLanguage::en
                                                                  : reporting::ReportLanguage::zh);
  PaperRows rows{report};
  const auto count = give_rows(connection, {county_id, cycle.cycle_id}, table, rows);
  out << report.finish(centre_name(connection, county_id), cycle.parameters.period,
                       cycle.parameters.today);
  return count;
}

std::int64_t write_report(inventory::Connection& connection, const inventory::CycleRef& cycle,
                          const PeriodTable& table, const std::string& format, std::ostream& out) {
  if (format == "json") {
    JsonRows rows(columns_of(table), out);
    return give_rows(connection, cycle, table, rows);
  }
  const auto sheet = reporting::make_sheet_writer(
      format == "xlsx" ? reporting::SheetFormat::xlsx : reporting::SheetFormat::csv, out,
      std::string(table.name));
  sheet->row(table.columns);
  return give_rows(connection, cycle, table, *sheet);
}

}  // namespace

int run(const GlobalOptions& global, const ReportCommand& command) {
  const PeriodTable& table = named_table(command.name);
  const std::string format = global.json ? "json" : command.format;
  const auto store = open_store(global);
  const auto connection = store->lease();
  const inventory::Snapshot snapshot(*connection);
  const std::int64_t county_id = named_county(*connection, command.county);
  const inventory::Cycle cycle = named_period(*connection, county_id, command);
  const auto write = [&](std::ostream& out) {
    if (format == "pdf") return write_paper(*connection, county_id, cycle, table, command, out);
    return write_report(*connection, {county_id, cycle.cycle_id}, table, format, out);
  };
  if (command.file.empty()) {
    write(std::cout);
    return exit_done;
  }
  std::int64_t rows = 0;
  write_output(command.file, [&](std::ostream& out) { rows = write(out); });
  std::cerr << command.file.string() << ": " << rows << " rows. 共 " << rows << " 行。\n";
  return exit_done;
}

}  // namespace wutong::app
