#pragma once

#include "inventory/tables/session_table.h"
#include "procurement/identity/principal.h"

namespace wutong::procurement {

/// The user with the roles that it holds at this moment.
Principal load_principal(inventory::Connection& connection, std::int64_t county_id,
                         const inventory::IdentifiedUser& user);

}  // namespace wutong::procurement
