#include "procurement/app/http/poco_exchange.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NameValueCollection.h>
#include <Poco/URI.h>

#include <array>

#include "inventory/identifier.h"

namespace wutong::app {

namespace {

// Nothing but our own files, no inline code, no frames: what a page could be tricked into loading
// does not load. Element styles set by script are allowed by the policy, style attributes are not.
constexpr std::string_view content_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

void read_target(const std::string& target, HttpRequest& request) try {
  const Poco::URI uri(target);
  request.path = uri.getPath();
  for (const auto& [name, value] : uri.getQueryParameters()) {
    request.query.emplace_back(name, value);
  }
} catch (const Poco::Exception&) {
  request.path.clear();  // no route has it
}

std::string new_request_id() {
  return std::to_string(inventory::IdentifierSource::shared().next());
}

void set_common_headers(Poco::Net::HTTPServerResponse& response, const HttpRequest& request) {
  response.set("Content-Security-Policy", std::string(content_policy));
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "no-referrer");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Cross-Origin-Resource-Policy", "same-origin");
  response.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  if (request.is_encrypted) response.set("Strict-Transport-Security", "max-age=31536000");
  response.set("Cache-Control", "no-store");
}

void send_events(Poco::Net::HTTPServerResponse& response, const HttpAnswer& answer) {
  response.setChunkedTransferEncoding(true);
  std::ostream& out = response.send();
  while (out) {
    const auto event = answer.next_event();
    if (!event) return;
    out << *event << std::flush;
  }
}

}  // namespace

HttpRequest head_of(const Poco::Net::HTTPServerRequest& request) {
  HttpRequest head;
  head.method = request.getMethod();
  head.request_id = new_request_id();
  head.source = request.clientAddress().host().toString();
  head.is_encrypted = request.secure();
  read_target(request.getURI(), head);
  for (const auto& [name, value] : request) head.headers.insert_or_assign(name, value);
  Poco::Net::NameValueCollection cookies;
  request.getCookies(cookies);
  for (const auto& [name, value] : cookies) head.cookies.insert_or_assign(name, value);
  return head;
}

std::optional<std::string> read_body(Poco::Net::HTTPServerRequest& request, std::size_t limit) {
  const bool length_is_known = request.hasContentLength();
  if (length_is_known && request.getContentLength64() > static_cast<std::int64_t>(limit)) {
    return std::nullopt;
  }
  std::string body;
  std::array<char, 64 * 1024> part{};
  std::istream& in = request.stream();
  while (in.read(part.data(), part.size()), in.gcount() > 0) {
    body.append(part.data(), static_cast<std::size_t>(in.gcount()));
    if (body.size() > limit) return std::nullopt;
  }
  return body;
}

void send(Poco::Net::HTTPServerResponse& response, const HttpRequest& request,
          const HttpAnswer& answer) {
  response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(answer.status));
  set_common_headers(response, request);
  for (const auto& [name, value] : answer.headers) {
    if (name == "Set-Cookie") {
      response.add(name, value);  // there may be several
    } else {
      response.set(name, value);
    }
  }
  if (answer.status != 204) response.setContentType(answer.content_type);
  if (answer.next_event) {
    send_events(response, answer);
  } else if (request.method == "HEAD" || answer.status == 204) {
    response.setContentLength64(static_cast<std::int64_t>(answer.body.size()));
    response.send();
  } else {
    response.sendBuffer(answer.body.data(), answer.body.size());
  }
}

}  // namespace wutong::app
