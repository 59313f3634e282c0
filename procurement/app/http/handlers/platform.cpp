#include <nlohmann/json.hpp>

#include "inventory/database/migrations.h"
#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/http_service.h"
#include "procurement/app/http/metrics.h"
#include "procurement/app/http/openapi.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app::handlers {

HttpAnswer show_health(Call&) {
  return json_answer({{"status", "alive"}});
}

HttpAnswer show_readiness(Call& call) {
  const auto versions = inventory::schema_versions(call.service.store());
  if (versions.database != versions.program) {
    throw procurement::Refused(
        procurement::Refusal::schema_not_current,
        {std::to_string(versions.database), std::to_string(versions.program)});
  }
  return json_answer({{"status", "ready"}});
}

HttpAnswer show_metrics(Call& call) {
  HttpAnswer answer;
  answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
  answer.body = call.service.metrics().text();
  return answer;
}

HttpAnswer show_openapi(Call& call) {
  static const std::string document = openapi_document(routes(), call.service.schemas());
  HttpAnswer answer;
  answer.body = document;
  return answer;
}

}  // namespace wutong::app::handlers
