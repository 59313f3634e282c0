#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>

#include "inventory/database/connection.h"
#include "procurement/app/http/route.h"

namespace wutong::app::handlers {

/// The facilities for which the caller has a duty; nothing: all of the county.
std::optional<std::unordered_set<std::int64_t>> permitted_facilities(
    const Call& call, inventory::Connection& connection, procurement::Duty duty);

/// Refuses (duty_missing) unless the caller has the duty for this facility. To be called within the
/// command, so that the refusal is audited.
void require_permit_for(const Call& call, inventory::Connection& connection, procurement::Duty duty,
                        std::int64_t facility_id);

}  // namespace wutong::app::handlers
