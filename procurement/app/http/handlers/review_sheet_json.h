#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "inventory/tables/master_tables.h"
#include "procurement/app/http/route.h"
#include "procurement/purchase/demand/find_cut_off.h"
#include "procurement/purchase/demand/make_review_sheet.h"

namespace wutong::app::handlers {

/// Now, by the county's clock.
procurement::LocalTime local_time(const Call& call);

/// The schema CutOff, or null.
nlohmann::ordered_json shown_cut_off(const std::optional<procurement::DeliveryCutOff>& delivery);

/// What the schema ReviewSheet has beside a requisition's head.
void add_review_sheet(nlohmann::ordered_json& body, const procurement::ReviewSheet& sheet,
                      const inventory::CodesById& facility_codes);

}  // namespace wutong::app::handlers
