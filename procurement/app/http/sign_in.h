#pragma once

#include <optional>

#include "procurement/app/http/message.h"
#include "procurement/app/http/route.h"

namespace wutong::app {

class HttpService;

/// Who a request comes from, by its session cookie or its bearer token; nobody when neither is
/// good.
std::optional<Caller> identify(HttpService& service, const HttpRequest& request);

}  // namespace wutong::app
