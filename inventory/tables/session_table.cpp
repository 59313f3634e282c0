#include "inventory/tables/session_table.h"

#include <fmt/format.h>

#include "inventory/database/error.h"

namespace wutong::inventory {

namespace {

constexpr std::string_view session_columns =
    "s.token_hash, s.user_id, s.started_at, s.last_seen_at, s.expires_at";
constexpr std::string_view token_columns =
    "s.token_id, s.user_id, s.name, s.token_hash, s.scopes, s.created_at, s.expires_at";
constexpr std::string_view user_columns =
    "u.user_id, u.user_name, u.display_name, u.supplier_id, c.must_change_password";
constexpr std::string_view with_user =
    " JOIN user_account u ON u.county_id = s.county_id AND u.user_id = s.user_id"
    " JOIN user_credential c ON c.county_id = s.county_id AND c.user_id = s.user_id";

Instant instant_in(const Rows& rows, unsigned column) {
  const auto instant = parse_sql_instant(rows.text(column));
  if (!instant) throw DatabaseError(0, "not an instant: " + rows.text(column));
  return *instant;
}

SessionRecord session_in(const Rows& rows) {
  return {rows.text(1), rows.integer(2), instant_in(rows, 3), instant_in(rows, 4),
          instant_in(rows, 5)};
}

ApiTokenRecord token_in(const Rows& rows) {
  return {rows.integer(1), rows.integer(2),     rows.text(3),       rows.text(4),
          rows.text(5),    instant_in(rows, 6), instant_in(rows, 7)};
}

IdentifiedUser user_in(const Rows& rows, unsigned first) {
  IdentifiedUser user{rows.integer(first),
                      rows.text(first + 1),
                      rows.text(first + 2),
                      {},
                      rows.integer(first + 4) != 0};
  if (!rows.is_null(first + 3)) user.supplier_id = rows.integer(first + 3);
  return user;
}

}  // namespace

std::optional<FoundSession> find_session(Connection& connection, std::int64_t county_id,
                                         std::string_view token_hash) {
  Rows rows = connection.query(fmt::format(
      "SELECT {}, {} FROM user_session s{} WHERE s.county_id = {} AND s.token_hash = {}"
      " AND u.status = 'enabled'",
      session_columns, user_columns, with_user, county_id, connection.quoted(token_hash)));
  std::optional<FoundSession> found;
  while (rows.next()) found = FoundSession{session_in(rows), user_in(rows, 6)};
  return found;
}

void insert_session(Connection& connection, std::int64_t county_id, const SessionRecord& session) {
  connection.execute(fmt::format(
      "INSERT INTO user_session (county_id, token_hash, user_id, started_at, last_seen_at,"
      " expires_at) VALUES ({}, {}, {}, '{}', '{}', '{}')",
      county_id, connection.quoted(session.token_hash), session.user_id, to_sql(session.started_at),
      to_sql(session.last_seen_at), to_sql(session.expires_at)));
}

void note_seen(Connection& connection, std::int64_t county_id, std::string_view token_hash,
               Instant now) {
  connection.execute(
      fmt::format("UPDATE user_session SET last_seen_at = '{0}' WHERE county_id = {1}"
                  " AND token_hash = {2} AND last_seen_at < '{0}'",
                  to_sql(now), county_id, connection.quoted(token_hash)));
}

std::vector<SessionRecord> load_sessions(Connection& connection, std::int64_t county_id,
                                         std::int64_t user_id) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM user_session s WHERE s.county_id = {} AND s.user_id = {}"
                  " ORDER BY s.started_at DESC, s.token_hash",
                  session_columns, county_id, user_id));
  std::vector<SessionRecord> sessions;
  while (rows.next()) sessions.push_back(session_in(rows));
  return sessions;
}

void end_sessions(Connection& connection, std::int64_t county_id,
                  const std::vector<std::string>& token_hashes) {
  if (token_hashes.empty()) return;
  std::string list;
  for (const std::string& hash : token_hashes) {
    list += (list.empty() ? "" : ", ") + connection.quoted(hash);
  }
  connection.execute(fmt::format(
      "DELETE FROM user_session WHERE county_id = {} AND token_hash IN ({})", county_id, list));
}

std::int64_t end_sessions_of(Connection& connection, std::int64_t county_id, std::int64_t user_id,
                             std::string_view but_token_hash) {
  return connection.execute(fmt::format(
      "DELETE FROM user_session WHERE county_id = {} AND user_id = {} AND token_hash <> {}",
      county_id, user_id, connection.quoted(but_token_hash)));
}

std::optional<FoundToken> find_api_token(Connection& connection, std::int64_t county_id,
                                         std::string_view token_hash) {
  Rows rows = connection.query(fmt::format(
      "SELECT {}, {} FROM api_token s{} WHERE s.county_id = {} AND s.token_hash = {}"
      " AND s.revoked_at IS NULL AND u.status = 'enabled'",
      token_columns, user_columns, with_user, county_id, connection.quoted(token_hash)));
  std::optional<FoundToken> found;
  while (rows.next()) found = FoundToken{token_in(rows), user_in(rows, 8)};
  return found;
}

std::vector<ApiTokenRecord> load_api_tokens(Connection& connection, std::int64_t county_id,
                                            std::int64_t user_id) {
  Rows rows = connection.query(
      fmt::format("SELECT {} FROM api_token s WHERE s.county_id = {} AND s.user_id = {}"
                  " AND s.revoked_at IS NULL ORDER BY s.token_id",
                  token_columns, county_id, user_id));
  std::vector<ApiTokenRecord> tokens;
  while (rows.next()) tokens.push_back(token_in(rows));
  return tokens;
}

void insert_api_token(Connection& connection, std::int64_t county_id, const ApiTokenRecord& token) {
  connection.execute(fmt::format(
      "INSERT INTO api_token (county_id, token_id, user_id, name, token_hash, scopes, created_at,"
      " expires_at, revoked_at) VALUES ({}, {}, {}, {}, {}, {}, '{}', '{}', NULL)",
      county_id, token.token_id, token.user_id, connection.quoted(token.name),
      connection.quoted(token.token_hash), connection.quoted(token.scopes),
      to_sql(token.created_at), to_sql(token.expires_at)));
}

void revoke_api_token_row(Connection& connection, std::int64_t county_id, std::int64_t token_id,
                          Instant now) {
  connection.execute(
      fmt::format("UPDATE api_token SET revoked_at = '{}' WHERE county_id = {} AND token_id = {}",
                  to_sql(now), county_id, token_id));
}

}  // namespace wutong::inventory
