#pragma once

#include <chrono>
#include <string_view>

#include "procurement/app/http/message.h"

namespace wutong::app {

/// One JSON line a request on standard error: never a body, a query, a cookie, a token, a user's
/// name or an address.
void log_request(const HttpRequest& request, std::string_view operation, int status,
                 std::chrono::microseconds elapsed);

/// What a fault was: the caller is told its request id only.
void log_fault(const HttpRequest& request, std::string_view reason);

/// What the server itself does: it starts, it ends.
void log_event(std::string_view event);

}  // namespace wutong::app
