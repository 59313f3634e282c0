#include "procurement/identity/last_administrator.h"

#include "inventory/tables/user_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

void require_another_administrator(inventory::Connection& connection, std::int64_t county_id,
                                   const inventory::UserRecord& user) {
  const auto others = inventory::count_other_holders(
      connection, county_id, role_text(Role::administrator).wire_name, user.user_id);
  if (others == 0) throw Refused(Refusal::last_administrator_stays, {user.user_name});
}

void require_other_account(const AccountRequest& request, const inventory::UserRecord& user) {
  if (request.acting_user_id == user.user_id) {
    throw Refused(Refusal::own_account_not_changed, {user.user_name});
  }
}

}  // namespace wutong::procurement
