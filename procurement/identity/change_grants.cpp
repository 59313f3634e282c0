#include "procurement/identity/change_grants.h"

#include <fmt/format.h>

#include <algorithm>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/last_administrator.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::Connection;
using inventory::RoleGrantRecord;
using inventory::UserRecord;

namespace {

std::string content_of(const GrantChange& change) {
  std::string content = fmt::format("{}\n{}\n{}", change.user_name, static_cast<int>(change.mode),
                                    change.supplier_code.value_or("\n"));
  for (const NamedGrant& grant : change.grants) {
    content += fmt::format("\n{} {}", grant.role, grant.facility_code);
  }
  return content;
}

/// The id of a code; refuses when there is none.
std::int64_t id_of_code(Connection& connection, std::int64_t county_id, std::string_view table,
                        const std::string& code) {
  const auto id = connection.query_integer(
      fmt::format("SELECT {0}_id FROM {0} WHERE county_id = {1} AND code = {2}", table, county_id,
                  connection.quoted(code)));
  if (id) return *id;
  throw Refused(table == "facility" ? Refusal::facility_unknown : Refusal::supplier_unknown,
                {code});
}

std::vector<Grant> asked_grants(Connection& connection, std::int64_t county_id,
                                const std::vector<NamedGrant>& named) {
  std::vector<Grant> grants;
  for (const NamedGrant& one : named) {  // a person holds a handful of roles
    const auto role = parse_role(one.role);
    if (!role) throw Refused(Refusal::role_unknown, {one.role.substr(0, 60)});
    const bool everywhere = one.facility_code.empty();
    grants.push_back(
        {*role, everywhere ? 0 : id_of_code(connection, county_id, "facility", one.facility_code)});
  }
  return grants;
}

/// Applies the link to a supplier, if the change has one. Whether it did.
bool link_supplier(Connection& connection, std::int64_t county_id, const GrantChange& change,
                   UserRecord& user) {
  if (!change.supplier_code) return false;
  user.supplier_id.reset();
  if (!change.supplier_code->empty()) {
    user.supplier_id = id_of_code(connection, county_id, "supplier", *change.supplier_code);
  }
  return true;
}

std::vector<Grant> grants_in(const std::vector<RoleGrantRecord>& records) {
  std::vector<Grant> grants;
  for (const RoleGrantRecord& record : records) {
    if (const auto role = parse_role(record.role)) grants.push_back({*role, record.facility_id});
  }
  return grants;
}

bool contains(const std::vector<Grant>& grants, const Grant& wanted) {
  return std::find(grants.begin(), grants.end(), wanted) != grants.end();
}

void write_grants(Connection& connection, const AccountRequest& request, const UserRecord& user,
                  const std::vector<RoleGrantRecord>& held, const GrantDecision& decision) {
  const inventory::GrantStamp stamp{request.actor, request.now};
  std::vector<std::int64_t> revoked;
  for (const RoleGrantRecord& record : held) {
    const auto role = parse_role(record.role);
    if (role && contains(decision.removed, {*role, record.facility_id})) {
      revoked.push_back(record.grant_id);
    }
  }
  std::vector<RoleGrantRecord> added;
  for (const Grant& grant : decision.added) {
    added.push_back({inventory::IdentifierSource::shared().next(), user.user_id,
                     std::string(role_text(grant.role).wire_name), grant.facility_id});
  }
  inventory::revoke_grants(connection, request.county_id, revoked, stamp);
  inventory::add_grants(connection, request.county_id, added, stamp);
}

std::int64_t size_of(const std::vector<Grant>& grants) {
  return static_cast<std::int64_t>(grants.size());
}

}  // namespace

GrantsChanged change_grants(Identity& identity, const AccountRequest& request,
                            const GrantChange& change) {
  GrantsChanged changed;
  const AccountOperation operation{"change_grants", content_of(change)};
  const auto result =
      run_account_command(identity, request, operation, [&](Connection& connection) {
        UserRecord user = require_user(connection, request, change.user_name);
        require_other_account(request, user);
        const auto held = inventory::load_grants(connection, request.county_id, user.user_id);
        const bool linked = link_supplier(connection, request.county_id, change, user);
        const auto decision = decide_grants(
            user.user_name, user.supplier_id ? AccountKind::supplier : AccountKind::person,
            grants_in(held), asked_grants(connection, request.county_id, change.grants),
            change.mode);
        if (contains(decision.removed, {Role::administrator, 0})) {
          require_another_administrator(connection, request.county_id, user);
        }
        write_grants(connection, request, user, held, decision);
        const bool differs = linked || !decision.added.empty() || !decision.removed.empty();
        if (differs) inventory::save_user(connection, request.county_id, user);
        changed.warnings = decision.warnings;
        return inventory::answer_of(
            {{"added", size_of(decision.added)}, {"removed", size_of(decision.removed)}});
      });
  changed.added = inventory::figure_in(result.answer, "added");
  changed.removed = inventory::figure_in(result.answer, "removed");
  return changed;
}

}  // namespace wutong::procurement
