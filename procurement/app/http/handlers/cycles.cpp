#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/handlers.h"
#include "procurement/app/http/http_service.h"
#include "reporting/cycle_results/cycle_overview.h"

namespace wutong::app::handlers {

HttpAnswer list_cycles(Call& call) {
  const auto connection = call.service.store().lease();
  HttpAnswer answer;
  answer.body = reporting::overviews_json(
      reporting::load_cycle_overviews(*connection, call.service.county_id()));
  return answer;
}

}  // namespace wutong::app::handlers
