#include "procurement/identity/list_users.h"

#include <unordered_map>

#include "inventory/tables/master_tables.h"
#include "inventory/tables/user_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Connection;

namespace {

std::vector<UserView> views_of(Connection& connection, std::int64_t county_id,
                               std::vector<inventory::UserRecord> users) {
  const auto facilities = inventory::load_codes(connection, county_id, inventory::Noun::facility);
  const auto suppliers = inventory::load_codes(connection, county_id, inventory::Noun::supplier);
  const std::int64_t only_user = users.size() == 1 ? users.front().user_id : 0;
  std::unordered_map<std::int64_t, std::vector<NamedGrant>> grants;
  for (const auto& grant : inventory::load_grants(connection, county_id, only_user)) {
    const bool everywhere = grant.facility_id == 0;
    grants[grant.user_id].push_back(
        {grant.role, everywhere ? std::string() : facilities.at(grant.facility_id)});
  }
  std::vector<UserView> views;
  for (auto& user : users) {
    std::string supplier = user.supplier_id ? suppliers.at(*user.supplier_id) : std::string();
    auto held = std::move(grants[user.user_id]);
    views.push_back({std::move(user), std::move(held), std::move(supplier)});
  }
  return views;
}

}  // namespace

std::vector<UserView> list_users(Connection& connection, std::int64_t county_id,
                                 const std::string& after, std::int64_t limit) {
  return views_of(connection, county_id,
                  inventory::load_users(connection, county_id, after, limit));
}

UserView load_user(Connection& connection, std::int64_t county_id, const std::string& user_name) {
  auto user = inventory::find_user(connection, county_id, user_name);
  if (!user) throw Refused(Refusal::user_unknown, {user_name});
  return std::move(views_of(connection, county_id, {std::move(*user)}).front());
}

}  // namespace wutong::procurement
