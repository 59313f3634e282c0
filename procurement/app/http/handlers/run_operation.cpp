#include "procurement/app/http/handlers/run_operation.h"

#include <fmt/format.h>

#include "inventory/run_command.h"
#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/local_day.h"

namespace wutong::app::handlers {

std::string run_operation(Call& call, std::string_view operation,
                          const std::function<std::string(inventory::Connection&)>& work) {
  const HttpRequest& request = call.request;
  // What a repetition must repeat; lengths keep one text from being taken for two others.
  const std::string content =
      fmt::format("{} {} {}:{} {}", request.method, request.path, request.header("If-Match").size(),
                  request.header("If-Match"), request.body);
  return inventory::run_command(
             call.service.store(),
             {call.service.county_id(), std::string(operation), idempotency_key(call),
              inventory::content_hash(content), actor_of(call.caller->principal)},
             work)
      .answer;
}

inventory::Recording recording_of(const Call& call) {
  return {call.service.county_id(), actor_of(call.caller->principal), call.service.now(),
          local_day()};
}

}  // namespace wutong::app::handlers
