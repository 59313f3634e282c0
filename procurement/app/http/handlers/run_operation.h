#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "inventory/database/connection.h"
#include "inventory/records/recording.h"
#include "inventory/run_command.h"
#include "procurement/app/http/route.h"

namespace wutong::app::handlers {

/// The command that a request asks for: under which key, with what content, in whose name.
inventory::CommandRequest command_of(const Call& call, std::string_view operation);

/// Runs a write as a command of the store: once per idempotency key, audited under the caller's
/// name. Answers what the operation answered.
std::string run_operation(Call& call, std::string_view operation,
                          const std::function<std::string(inventory::Connection&)>& work);

/// By whom and when a record is changed.
inventory::Recording recording_of(const Call& call);

}  // namespace wutong::app::handlers
