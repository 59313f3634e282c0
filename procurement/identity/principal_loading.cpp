#include "procurement/identity/principal_loading.h"

#include "inventory/tables/user_table.h"

namespace wutong::procurement {

Principal load_principal(inventory::Connection& connection, std::int64_t county_id,
                         const inventory::IdentifiedUser& user) {
  Principal principal{county_id,
                      user.user_id,
                      user.user_name,
                      user.display_name,
                      user.supplier_id,
                      user.must_change_password,
                      {},
                      {}};
  for (const auto& grant : inventory::load_grants(connection, county_id, user.user_id)) {
    // A role of a newer program gives nothing here.
    if (const auto role = parse_role(grant.role)) {
      principal.grants.push_back({*role, grant.facility_id});
    }
  }
  return principal;
}

}  // namespace wutong::procurement
