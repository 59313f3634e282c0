#include <fstream>
#include <iostream>

#include "procurement/app/command_line/chosen_county.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/refusal/refusal.h"
#include "reporting/exchange/hledger_journal.h"

namespace wutong::app {

int run(const GlobalOptions& global, const ExportCommand& command) {
  if (command.kind != "hledger") throw UsageError("unknown kind of export: " + command.kind);
  const auto store = open_store(global);
  const auto connection = store->lease();
  const std::int64_t county_id = chosen_county(*connection, command.county);
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
