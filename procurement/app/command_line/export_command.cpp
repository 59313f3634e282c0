#include <iostream>
#include <nlohmann/json.hpp>

#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/named_county.h"
#include "procurement/app/command_line/table_output.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/app/exchange/export_kind.h"
#include "procurement/refusal/refusal.h"
#include "reporting/exchange/hledger_journal.h"

namespace wutong::app {

using Json = nlohmann::ordered_json;

namespace {

void export_journal(inventory::Connection& connection, std::int64_t county_id,
                    const ExportCommand& command) {
  if (command.file.empty()) {
    reporting::write_hledger_journal(connection, county_id, command.period, std::cout);
    return;
  }
  write_output(command.file, [&](std::ostream& out) {
    reporting::write_hledger_journal(connection, county_id, command.period, out);
  });
}

/// An array of objects, a line each.
void print_json(const CountyAt& county, const ExchangeKind& kind) {
  const std::vector<ColumnName> columns = columns_of(kind);
  std::cout << "[";
  const char* before = "\n";
  kind.give_rows(county, [&](std::span<const std::string_view> cells) {
    Json row = Json::object();
    for (std::size_t at = 0; at < columns.size(); ++at) {
      row[std::string(columns[at].name)] = std::string(cells[at]);
    }
    std::cout << before << row.dump();
    before = ",\n";
  });
  std::cout << "\n]\n";
}

void export_table(inventory::Store& store, std::int64_t county_id, const ExchangeKind& kind,
                  const GlobalOptions& global, const ExportCommand& command) {
  if (command.file.empty() && global.json) {
    const auto connection = store.lease();
    const inventory::Snapshot snapshot(*connection);
    print_json({*connection, county_id}, kind);
    return;
  }
  if (command.file.empty()) {
    export_kind(store, county_id, kind, reporting::SheetFormat::csv, std::cout);
    return;
  }
  std::int64_t rows = 0;
  write_output(command.file, [&](std::ostream& out) {
    rows = export_kind(store, county_id, kind, format_by_name(command.file), out);
  });
  if (global.json) {
    std::cout << Json{{"kind", kind.name}, {"file", command.file.string()}, {"rows", rows}}.dump()
              << "\n";
  } else {
    std::cerr << command.file.string() << ": " << rows << " rows. 共 " << rows << " 行。\n";
  }
}

}  // namespace

int run(const GlobalOptions& global, const ExportCommand& command) {
  const ExchangeKind* kind = find_exchange_kind(command.kind);
  if (kind == nullptr && command.kind != "hledger") {
    throw UsageError("unknown kind of export: " + command.kind + "; known are: hledger, " +
                     exchange_kind_names());
  }
  const auto store = open_store(global);
  const std::int64_t county_id = named_county(*store->lease(), command.county);
  if (kind != nullptr) {
    export_table(*store, county_id, *kind, global, command);
  } else {
    export_journal(*store->lease(), county_id, command);
  }
  return exit_done;
}

}  // namespace wutong::app
