#include "inventory/tables/user_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inventory/database/bulk_insert.h"
#include "inventory/database/error.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view user_columns =
    "user_id, user_name, version, display_name, status, supplier_id, last_sign_in_at";
constexpr std::string_view credential_columns =
    "user_id, password_hash, must_change_password, totp_sealed, totp_confirmed, totp_last_step";

UserRecord user_in(const Rows& rows) {
  UserRecord user;
  user.user_id = rows.integer(1);
  user.user_name = rows.text(2);
  user.version = rows.integer(3);
  user.display_name = rows.text(4);
  user.status =
      rows.text(5) == to_string(UserStatus::enabled) ? UserStatus::enabled : UserStatus::disabled;
  if (!rows.is_null(6)) user.supplier_id = rows.integer(6);
  if (!rows.is_null(7)) user.last_sign_in_at = parse_sql_instant(rows.text(7));
  return user;
}

CredentialRecord only_credential(Rows rows) {
  std::optional<CredentialRecord> credential;
  while (rows.next()) {
    credential = CredentialRecord{rows.integer(1), rows.text(2),         rows.integer(3) != 0,
                                  rows.text(4),    rows.integer(5) != 0, rows.integer(6)};
  }
  if (!credential) throw DatabaseError(0, "a user has no credential");
  return *credential;
}

std::string select_credential(std::int64_t county_id, std::int64_t user_id) {
  return fmt::format("SELECT {} FROM user_credential WHERE county_id = {} AND user_id = {}",
                     credential_columns, county_id, user_id);
}

int number_of(bool flag) {
  return flag ? 1 : 0;
}

std::string supplier_text(const UserRecord& user) {
  return user.supplier_id ? std::to_string(*user.supplier_id) : "NULL";
}

}  // namespace

void lock_accounts(Connection& connection, std::int64_t county_id) {
  const auto locked = connection.query_integer(
      fmt::format("SELECT county_id FROM county WHERE county_id = {} FOR UPDATE", county_id));
  if (!locked) throw DatabaseError(0, "the county is unknown");
}

std::optional<UserRecord> find_user(Connection& connection, std::int64_t county_id,
                                    std::string_view user_name) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM user_account WHERE county_id = {} AND user_name = {}",
                  user_columns, county_id, connection.quoted(user_name)));
  std::optional<UserRecord> user;
  while (rows.next()) user = user_in(rows);
  return user;
}

std::vector<UserRecord> load_users(Connection& connection, std::int64_t county_id,
                                   std::string_view after, std::int64_t limit) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM user_account WHERE county_id = {} AND user_name > {}"
                  " ORDER BY user_name LIMIT {}",
                  user_columns, county_id, connection.quoted(after), limit));
  std::vector<UserRecord> users;
  while (rows.next()) users.push_back(user_in(rows));
  return users;
}

std::int64_t count_users(Connection& connection, std::int64_t county_id) {
  return connection
      .query_integer(
          fmt::format("SELECT COUNT(*) FROM user_account WHERE county_id = {}", county_id))
      .value_or(0);
}

void insert_user(Connection& connection, std::int64_t county_id, const UserRecord& user,
                 Instant now) {
  connection.execute(fmt::format(
      "INSERT INTO user_account (county_id, created_at, {}) VALUES ({}, '{}', {}, {}, {}, {}, '{}',"
      " {}, NULL)",
      user_columns, county_id, to_sql(now), user.user_id, connection.quoted(user.user_name),
      user.version, connection.quoted(user.display_name), to_string(user.status),
      supplier_text(user)));
}

void save_user(Connection& connection, std::int64_t county_id, const UserRecord& user) {
  connection.execute(
      fmt::format("UPDATE user_account SET version = version + 1, display_name = {}, status = '{}',"
                  " supplier_id = {} WHERE county_id = {} AND user_id = {}",
                  connection.quoted(user.display_name), to_string(user.status), supplier_text(user),
                  county_id, user.user_id));
}

void note_sign_in(Connection& connection, std::int64_t county_id, std::int64_t user_id,
                  Instant now) {
  connection.execute(fmt::format(
      "UPDATE user_account SET last_sign_in_at = '{}' WHERE county_id = {} AND user_id = {}",
      to_sql(now), county_id, user_id));
}

CredentialRecord load_credential(Connection& connection, std::int64_t county_id,
                                 std::int64_t user_id) {
  return only_credential(connection.query(select_credential(county_id, user_id)));
}

CredentialRecord lock_credential(Connection& connection, std::int64_t county_id,
                                 std::int64_t user_id) {
  return only_credential(connection.query(select_credential(county_id, user_id) + " FOR UPDATE"));
}

void insert_credential(Connection& connection, std::int64_t county_id,
                       const CredentialRecord& credential, Instant now) {
  connection.execute(fmt::format(
      "INSERT INTO user_credential (county_id, password_changed_at, {}) VALUES ({}, '{}', {}, {},"
      " {}, {}, {}, {})",
      credential_columns, county_id, to_sql(now), credential.user_id,
      connection.quoted(credential.password_hash), number_of(credential.must_change_password),
      connection.quoted(credential.totp_sealed), number_of(credential.totp_confirmed),
      credential.totp_last_step));
}

void save_credential(Connection& connection, std::int64_t county_id,
                     const CredentialRecord& credential, Instant now) {
  connection.execute(
      fmt::format("UPDATE user_credential SET password_changed_at = IF(password_hash = {0},"
                  " password_changed_at, '{1}'), password_hash = {0}, must_change_password = {2},"
                  " totp_sealed = {3}, totp_confirmed = {4}, totp_last_step = {5}"
                  " WHERE county_id = {6} AND user_id = {7}",
                  connection.quoted(credential.password_hash), to_sql(now),
                  number_of(credential.must_change_password),
                  connection.quoted(credential.totp_sealed), number_of(credential.totp_confirmed),
                  credential.totp_last_step, county_id, credential.user_id));
}

std::vector<RoleGrantRecord> load_grants(Connection& connection, std::int64_t county_id,
                                         std::int64_t user_id) {
  const std::string of_one = user_id == 0 ? "" : fmt::format(" AND user_id = {}", user_id);
  Rows rows = connection.query(
      fmt::format("SELECT grant_id, user_id, role, facility_id FROM role_grant"
                  " WHERE county_id = {}{} AND revoked_at IS NULL ORDER BY grant_id",
                  county_id, of_one));
  std::vector<RoleGrantRecord> grants;
  while (rows.next()) {
    grants.push_back({rows.integer(1), rows.integer(2), rows.text(3), rows.integer(4)});
  }
  return grants;
}

void add_grants(Connection& connection, std::int64_t county_id,
                const std::vector<RoleGrantRecord>& grants, const GrantStamp& stamp) {
  BulkInsert insert(connection,
                    "role_grant (county_id, grant_id, user_id, role, facility_id, granted_at,"
                    " granted_by)");
  for (const RoleGrantRecord& grant : grants) {
    insert.row(county_id, grant.grant_id, grant.user_id, grant.role, grant.facility_id,
               to_sql(stamp.at), stamp.by);
  }
  insert.finish();
}

void revoke_grants(Connection& connection, std::int64_t county_id,
                   const std::vector<std::int64_t>& grant_ids, const GrantStamp& stamp) {
  if (grant_ids.empty()) return;
  connection.execute(fmt::format(
      "UPDATE role_grant SET revoked_at = '{}', revoked_by = {} WHERE county_id = {}"
      " AND grant_id IN ({})",
      to_sql(stamp.at), connection.quoted(stamp.by), county_id, fmt::join(grant_ids, ", ")));
}

std::int64_t count_other_holders(Connection& connection, std::int64_t county_id,
                                 std::string_view role, std::int64_t user_id) {
  return connection
      .query_integer(fmt::format(
          "SELECT COUNT(DISTINCT g.user_id) FROM role_grant g JOIN user_account u"
          " ON u.county_id = g.county_id AND u.user_id = g.user_id"
          " WHERE g.county_id = {} AND g.role = {} AND g.facility_id = 0 AND g.revoked_at IS NULL"
          " AND u.status = 'enabled' AND u.user_id <> {}",
          county_id, connection.quoted(role), user_id))
      .value_or(0);
}

}  // namespace wutong::inventory
