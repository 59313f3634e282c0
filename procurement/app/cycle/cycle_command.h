#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "inventory/run_command.h"

namespace wutong::app {

/// What all commands of one cycle have in common.
struct CycleIdentity {
  std::int64_t county_id{};
  std::string period;
  std::string content_hash;
  std::string actor;
};

/// Runs one stage of the cycle as a command: once for the period, with this input. Turns what the
/// store has against it into refusals.
inventory::CommandResult run_cycle_command(
    inventory::Store& store, const CycleIdentity& cycle, std::string_view operation,
    const std::function<std::string(inventory::Connection&)>& work);

}  // namespace wutong::app
