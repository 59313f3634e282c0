#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/user.h"

namespace wutong::inventory {

/// Changes of accounts come one after another: holds the county's row until the transaction ends.
/// Everything that changes users, roles or credentials takes it first.
void lock_accounts(Connection& connection, std::int64_t county_id);

std::optional<UserRecord> find_user(Connection& connection, std::int64_t county_id,
                                    std::string_view user_name);
/// In the order of their names, those after `after`, at most `limit`.
std::vector<UserRecord> load_users(Connection& connection, std::int64_t county_id,
                                   std::string_view after, std::int64_t limit);
std::int64_t count_users(Connection& connection, std::int64_t county_id);

void insert_user(Connection& connection, std::int64_t county_id, const UserRecord& user,
                 Instant now);
/// Replaces name, status and supplier, and the version with the next one.
void save_user(Connection& connection, std::int64_t county_id, const UserRecord& user);
void note_sign_in(Connection& connection, std::int64_t county_id, std::int64_t user_id,
                  Instant now);

/// Throws DatabaseError when the user has none: users_have_one_credential.
CredentialRecord load_credential(Connection& connection, std::int64_t county_id,
                                 std::int64_t user_id);
/// The same, locked until the transaction ends.
CredentialRecord lock_credential(Connection& connection, std::int64_t county_id,
                                 std::int64_t user_id);
void insert_credential(Connection& connection, std::int64_t county_id,
                       const CredentialRecord& credential, Instant now);
/// Replaces all of it; `now` is kept as the day of the password when its hash differs.
void save_credential(Connection& connection, std::int64_t county_id,
                     const CredentialRecord& credential, Instant now);

/// Grants that are held now; of one user, or, for user 0, of all.
std::vector<RoleGrantRecord> load_grants(Connection& connection, std::int64_t county_id,
                                         std::int64_t user_id);
struct GrantStamp {
  std::string by;
  Instant at{};
};
void add_grants(Connection& connection, std::int64_t county_id,
                const std::vector<RoleGrantRecord>& grants, const GrantStamp& stamp);
void revoke_grants(Connection& connection, std::int64_t county_id,
                   const std::vector<std::int64_t>& grant_ids, const GrantStamp& stamp);
/// Enabled users that hold the role for the whole county, `user_id` not counted.
std::int64_t count_other_holders(Connection& connection, std::int64_t county_id,
                                 std::string_view role, std::int64_t user_id);

}  // namespace wutong::inventory
