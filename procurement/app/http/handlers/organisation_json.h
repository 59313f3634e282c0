#pragma once

#include <nlohmann/json_fwd.hpp>

#include "procurement/catalogue/organisation/read_organisation.h"

/// What hangs on the organisation, as the interface shows it.
namespace wutong::app::handlers {

nlohmann::ordered_json shown_link(const procurement::DrugstoreLinkLine& line);

}  // namespace wutong::app::handlers
