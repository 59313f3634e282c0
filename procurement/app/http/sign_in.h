#pragma once

#include <optional>
#include <string>

#include "procurement/app/http/message.h"
#include "procurement/app/http/route.h"
#include "procurement/identity/sessions.h"

namespace wutong::app {

class HttpService;

inline constexpr std::string_view session_cookie = "wutong_session";
inline constexpr std::string_view device_cookie = "wutong_device";

/// The value of a cookie of the request; empty: not there.
std::string cookie_of(const HttpRequest& request, std::string_view name);

/// The session that the request's cookie names, when it is good.
std::optional<procurement::SignedInSession> session_of(HttpService& service,
                                                       const HttpRequest& request);

/// Who a request comes from, by its session cookie or its bearer token; nobody when neither is
/// good.
std::optional<Caller> identify(HttpService& service, const HttpRequest& request);

}  // namespace wutong::app
