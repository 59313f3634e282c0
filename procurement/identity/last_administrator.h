#pragma once

#include "inventory/records/user.h"
#include "procurement/identity/identity.h"

namespace wutong::procurement {

/// Refuses last_administrator_stays unless another enabled user can still give rights. Under
/// lock_accounts, so that two administrators cannot remove each other at once.
void require_another_administrator(inventory::Connection& connection, std::int64_t county_id,
                                   const inventory::UserRecord& user);

/// Nobody gives itself rights or shuts itself out: own_account_not_changed.
void require_other_account(const AccountRequest& request, const inventory::UserRecord& user);

}  // namespace wutong::procurement
