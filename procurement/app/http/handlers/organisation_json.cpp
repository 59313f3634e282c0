#include "procurement/app/http/handlers/organisation_json.h"

#include <nlohmann/json.hpp>

#include "procurement/app/http/handlers/json_fields.h"

namespace wutong::app::handlers {

nlohmann::ordered_json shown_link(const procurement::DrugstoreLinkLine& line) {
  return {{"link_id", std::to_string(line.link.link_id)},
          {"pharmacy_code", line.pharmacy_code},
          {"drugstore_code", line.drugstore_code},
          {"distance_metres", line.link.distance_metres},
          {"opening_hours", line.link.opening_hours},
          {"valid_from", inventory::to_string(line.link.valid_from)},
          {"valid_until", shown(line.link.valid_until)}};
}

}  // namespace wutong::app::handlers
