#include "procurement/app/http/handlers/run_operation.h"

#include <fmt/format.h>

#include "procurement/app/http/handlers/account_request.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/local_day.h"

namespace wutong::app::handlers {

inventory::CommandRequest command_of(const Call& call, std::string_view operation) {
  const HttpRequest& request = call.request;
  // What a repetition must repeat; lengths keep one text from being taken for two others.
  std::string content = fmt::format("{} {}", request.method, request.path);
  for (const auto& [name, value] : call.query) {
    content += fmt::format(" {}={}:{}", name, value.size(), value);
  }
  content += fmt::format(" {}:{} {}", request.header("If-Match").size(), request.header("If-Match"),
                         request.body);
  return {call.service.county_id(), std::string(operation), idempotency_key(call),
          inventory::content_hash(content), actor_of(call.caller->principal)};
}

std::string run_operation(Call& call, std::string_view operation,
                          const std::function<std::string(inventory::Connection&)>& work) {
  return inventory::run_command(call.service.store(), command_of(call, operation), work).answer;
}

inventory::Recording recording_of(const Call& call) {
  return {call.service.county_id(), actor_of(call.caller->principal), call.service.now(),
          local_day()};
}

}  // namespace wutong::app::handlers
