#include <fstream>
#include <iostream>

#include "inventory/tables/master_tables.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/refusal/refusal.h"
#include "reporting/exchange/hledger_journal.h"

namespace wutong::app {

namespace {

std::int64_t county_id_of(inventory::Connection& connection, const std::string& code) {
  const auto counties = inventory::load_counties(connection);
  if (code.empty() && counties.size() != 1) {
    throw procurement::Refused(procurement::Refusal::county_not_named,
                               {std::to_string(counties.size())});
  }
  for (const auto& county : counties) {
    if (code.empty() || county.code == code) return county.county_id;
  }
  throw UsageError("the database has no county " + code);
}

}  // namespace

int run(const GlobalOptions& global, const ExportCommand& command) {
  if (command.kind != "hledger") throw UsageError("unknown kind of export: " + command.kind);
  const auto store = open_store(global);
  const auto connection = store->lease();
  const std::int64_t county_id = county_id_of(*connection, command.county);
  if (command.file.empty()) {
    reporting::write_hledger_journal(*connection, county_id, command.period, std::cout);
  } else {
    std::ofstream file(command.file, std::ios::binary | std::ios::trunc);
    if (!file) {
      throw procurement::Refused(procurement::Refusal::output_not_writable,
                                 {command.file.string(), "cannot be opened"});
    }
    reporting::write_hledger_journal(*connection, county_id, command.period, file);
  }
  return exit_done;
}

}  // namespace wutong::app
