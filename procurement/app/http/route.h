#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "procurement/app/http/message.h"
#include "procurement/identity/principal.h"

namespace wutong::app {

class HttpService;

/// Who asks, as the session or the token says: never as the body says.
struct Caller {
  procurement::Principal principal;
  std::string csrf_token;  ///< empty: an API token, which no browser sends by itself
};

/// What the operation of a route is given: everything in it has been judged by the route.
struct Call {
  HttpService& service;
  const HttpRequest& request;
  std::optional<Caller> caller;  ///< nobody: only on routes that are open to everyone
  std::map<std::string, std::string, std::less<>> path;   ///< {code} -> its value
  std::map<std::string, std::string, std::less<>> query;  ///< the parameters that were given
  const nlohmann::json* body = nullptr;                   ///< null: the route takes none

  std::string_view parameter(std::string_view name) const;  ///< empty: not given
};

/// Who may use a route.
enum class Access {
  everyone,      ///< no sign-in needed
  signed_in,     ///< any user, for what is the user's own
  in_session,    ///< the same, but signed in, not by an API token
  in_county,     ///< users with the duty for the whole county
  in_some_part,  ///< users with the duty somewhere; the operation narrows what it shows
};

/// One line of the contents page of the interface.
struct Route {
  std::string_view method;
  std::string_view path;  ///< "/api/v1/items/{code}"
  std::string_view operation;
  Access access;
  std::optional<procurement::Duty> duty;  ///< for in_county and in_some_part
  std::string_view parameters;            ///< names of query parameters: "q kind limit cursor"
  std::string_view body;                  ///< a schema's name; "file": any bytes; empty: none
  std::string_view answer;                ///< a schema's name, a content type, or empty: no body
  int status;                             ///< when all goes well
  HttpAnswer (*handle)(Call&);
};

/// Whether a program may use the route with its API token: not for what decides who gets in, or a
/// token could make itself another one, or a user with more rights than its scopes.
bool takes_tokens(const Route& route);

/// Every path that is served.
std::span<const Route> routes();

/// The route of a request and the values of the path's parts, or which of the two is wrong.
struct RouteMatch {
  const Route* route = nullptr;
  bool path_is_known = false;
  std::map<std::string, std::string, std::less<>> path;
};
RouteMatch match_route(std::span<const Route> table, std::string_view method,
                       std::string_view path);

}  // namespace wutong::app
