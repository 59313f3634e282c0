#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "inventory/tables/release_reads.h"
#include "procurement/app/http/message.h"

/// Releases of others as the interface shows them.
namespace wutong::app::handlers {

nlohmann::ordered_json shown_release(const inventory::StoredRelease& release);

/// The rows with their reasons and candidates. Two statements.
nlohmann::ordered_json shown_rows(inventory::Connection& connection,
                                  inventory::ReleaseRef reference,
                                  const inventory::StoredRelease& release,
                                  const std::vector<inventory::ReleaseRowOnPage>& rows,
                                  Language language);

}  // namespace wutong::app::handlers
