#include "procurement/app/http/routes.h"

#include <array>
#include <nlohmann/json.hpp>

#include "inventory/database/error.h"
#include "inventory/database/migrations.h"
#include "reporting/cycle_results/cycle_overview.h"
#include "sql/embedded_files.h"

namespace wutong::app {

namespace {

HttpAnswer problem(int status, std::string_view code, std::string_view title) {
  return {status, "application/problem+json",
          nlohmann::ordered_json{{"status", status}, {"code", code}, {"title", title}}.dump()};
}

HttpAnswer console_file(std::string_view content_type, std::string_view path) {
  return {200, content_type, std::string(embedded_file(path))};
}

HttpAnswer health(inventory::Store&) {
  return {200, "application/json", R"({"status":"alive"})"};
}

HttpAnswer readiness(inventory::Store& store) {
  const auto versions = inventory::schema_versions(store);
  if (versions.database != versions.program) {
    return problem(503, "schema_not_current", "The schema is not the program's.");
  }
  return {200, "application/json", R"({"status":"ready"})"};
}

HttpAnswer cycles(inventory::Store& store) {
  const auto connection = store.lease();
  return {200, "application/json",
          reporting::overviews_json(reporting::load_cycle_overviews(*connection))};
}

HttpAnswer overview_page(inventory::Store&) {
  return console_file("text/html; charset=utf-8", "procurement/app/http/overview/overview.html");
}
HttpAnswer overview_style(inventory::Store&) {
  return console_file("text/css; charset=utf-8", "procurement/app/http/overview/overview.css");
}
HttpAnswer overview_script(inventory::Store&) {
  return console_file("text/javascript; charset=utf-8", "procurement/app/http/overview/overview.js");
}

constexpr std::array<Route, 6> routes{{
    {"GET", "/healthz", health},
    {"GET", "/readyz", readiness},
    {"GET", "/api/v1/cycles", cycles},
    {"GET", "/", overview_page},
    {"GET", "/overview.css", overview_style},
    {"GET", "/overview.js", overview_script},
}};

}  // namespace

HttpAnswer answer(inventory::Store& store, std::string_view method, std::string_view path) try {
  bool path_known = false;
  for (const Route& route : routes) {
    if (route.path != path) continue;
    path_known = true;
    if (route.method == method) return route.operation(store);
  }
  if (path_known) return problem(405, "method_not_allowed", "This path takes GET only.");
  return problem(404, "not_found", "There is nothing at this path.");
} catch (const inventory::DatabaseUnavailable&) {
  return problem(503, "database_unavailable", "The database cannot be reached.");
} catch (const std::exception&) {
  return problem(500, "fault", "The request met a fault; nothing was changed.");
}

}  // namespace wutong::app
