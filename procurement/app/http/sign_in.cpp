#include "procurement/app/http/sign_in.h"

#include "procurement/app/http/http_service.h"
#include "procurement/identity/identity.h"

namespace wutong::app {

namespace {

constexpr std::string_view bearer = "Bearer ";

std::optional<Caller> caller_by_token(HttpService& service, std::string_view authorization) {
  auto principal = procurement::identify_token(service.identity(),
                                               authorization.substr(bearer.size()), service.now());
  // A token is good in its own county only.
  if (!principal || principal->county_id != service.county_id()) return std::nullopt;
  return Caller{std::move(*principal), ""};
}

}  // namespace

std::string cookie_of(const HttpRequest& request, std::string_view name) {
  const auto found = request.cookies.find(std::string(name));
  return found == request.cookies.end() ? std::string() : found->second;
}

std::optional<procurement::SignedInSession> session_of(HttpService& service,
                                                       const HttpRequest& request) {
  const std::string token = cookie_of(request, session_cookie);
  if (token.empty()) return std::nullopt;
  auto session = procurement::identify_session(service.identity(), token, service.now());
  if (!session || session->principal.county_id != service.county_id()) return std::nullopt;
  return session;
}

std::optional<Caller> identify(HttpService& service, const HttpRequest& request) {
  const std::string_view authorization = request.header("Authorization");
  if (authorization.starts_with(bearer)) return caller_by_token(service, authorization);
  auto session = session_of(service, request);
  if (!session) return std::nullopt;
  return Caller{std::move(session->principal), std::move(session->csrf_token)};
}

}  // namespace wutong::app
