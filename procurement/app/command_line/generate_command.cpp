#include <iostream>

#include "inventory/answer.h"
#include "procurement/app/command_line/commands.h"
#include "procurement/app/command_line/usage_error.h"
#include "procurement/app/generate/generate_county.h"

namespace wutong::app {

int run(const GlobalOptions& global, const GenerateCommand& command) try {
  const GeneratedCounty made =
      command.sample
          ? generate_sample_county(command.out)
          : generate_county({command.facilities, command.items, command.suppliers, command.lines,
                             static_cast<std::uint64_t>(command.seed), command.out});
  if (global.json) {
    std::cout << inventory::answer_of({{"facilities", made.facilities},
                                       {"items", made.items},
                                       {"suppliers", made.suppliers},
                                       {"bids", made.bids},
                                       {"requests", made.requests},
                                       {"stock_rows", made.stock_rows},
                                       {"deliveries", made.deliveries}})
              << "\n";
    return exit_done;
  }
  std::cout << command.out.string() << ": " << made.facilities << " facilities, " << made.items
            << " items, " << made.suppliers << " suppliers, " << made.bids << " bids, "
            << made.requests << " requests, " << made.stock_rows << " stock rows, "
            << made.deliveries << " deliveries\n";
  return exit_done;
} catch (const std::invalid_argument& error) {
  throw UsageError(error.what());
}

}  // namespace wutong::app
