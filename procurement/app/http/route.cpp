#include "procurement/app/http/route.h"

#include <algorithm>

namespace wutong::app {

namespace {

std::string_view take_part(std::string_view& path) {
  if (!path.empty()) path.remove_prefix(1);  // the slash before it
  const auto end = std::min(path.find('/'), path.size());
  const std::string_view part = path.substr(0, end);
  path.remove_prefix(end);
  return part;
}

bool is_name(std::string_view part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

using Values = std::map<std::string, std::string, std::less<>>;

std::optional<Values> match_path(std::string_view pattern, std::string_view path) {
  Values values;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view expected = take_part(pattern);
    const std::string_view part = take_part(path);
    if (is_name(expected)) {
      if (part.empty()) return std::nullopt;
      values.emplace(expected.substr(1, expected.size() - 2), part);
    } else if (expected != part) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return values;
}

}  // namespace

std::string_view Call::parameter(std::string_view name) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string_view{} : std::string_view(found->second);
}

bool takes_tokens(const Route& route) {
  return route.access != Access::in_session && route.duty != procurement::Duty::keep_users;
}

RouteMatch match_route(std::span<const Route> table, std::string_view method,
                       std::string_view path) {
  RouteMatch match;
  for (const Route& route : table) {
    auto values = match_path(route.path, path);
    if (!values) continue;
    match.path_is_known = true;
    if (route.method != method) continue;
    match.route = &route;
    match.path = std::move(*values);
    return match;
  }
  return match;
}

}  // namespace wutong::app
