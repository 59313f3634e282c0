#include <iostream>

#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/app/generate/generate_county.h"

namespace wutong::app {

int run(const GlobalOptions&, const GenerateCommand& command) try {
  const GeneratedCounty made =
      command.sample
          ? generate_sample_county(command.out)
          : generate_county({command.facilities, command.items, command.suppliers, command.lines,
                             command.seed, command.out});
  std::cout << command.out.string() << ": " << made.facilities << " facilities, " << made.items
            << " items, " << made.suppliers << " suppliers, " << made.bids << " bids, "
            << made.requests << " requests, " << made.stock_rows << " stock rows, "
            << made.deliveries << " deliveries\n";
  return exit_done;
} catch (const std::invalid_argument& error) {
  throw UsageError(error.what());
}

}  // namespace wutong::app
