#pragma once

#include <cstddef>
#include <optional>

#include "procurement/app/http/message.h"

namespace Poco::Net {
class HTTPServerRequest;
class HTTPServerResponse;
}  // namespace Poco::Net

namespace wutong::app {

/// The request without its body.
HttpRequest head_of(const Poco::Net::HTTPServerRequest& request);

/// The body, when it is not longer than `limit`.
std::optional<std::string> read_body(Poco::Net::HTTPServerRequest& request, std::size_t limit);

/// Sends the answer with the headers that every answer has; answers to HEAD have no body.
void send(Poco::Net::HTTPServerResponse& response, const HttpRequest& request,
          const HttpAnswer& answer);

}  // namespace wutong::app
