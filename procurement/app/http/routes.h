#pragma once

#include <string>
#include <string_view>

#include "inventory/database/store.h"

namespace wutong::app {

/// What an operation answers over HTTP.
struct HttpAnswer {
  int status = 200;
  std::string_view content_type = "application/json";
  std::string body;
};

/// The contents page of the interface: every path that is served, and by what.
struct Route {
  std::string_view method;
  std::string_view path;
  HttpAnswer (*operation)(inventory::Store& store);
};

/// Finds the route and runs it. Unknown paths, methods and faults are answered as problem details
/// (RFC 9457).
HttpAnswer answer(inventory::Store& store, std::string_view method, std::string_view path);

}  // namespace wutong::app
