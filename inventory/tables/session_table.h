#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/database/connection.h"
#include "inventory/records/user.h"

namespace wutong::inventory {

/// Whose session or token it is, as far as every request needs to know. Enabled users only.
struct IdentifiedUser {
  std::int64_t user_id{};
  std::string user_name;
  std::string display_name;
  std::optional<std::int64_t> supplier_id;
  bool must_change_password = false;
};
struct FoundSession {
  SessionRecord session;
  IdentifiedUser user;
};
std::optional<FoundSession> find_session(Connection& connection, std::int64_t county_id,
                                         std::string_view token_hash);

void insert_session(Connection& connection, std::int64_t county_id, const SessionRecord& session);
/// Only forward: of two requests the later one stays.
void note_seen(Connection& connection, std::int64_t county_id, std::string_view token_hash,
               Instant now);
/// Newest first.
std::vector<SessionRecord> load_sessions(Connection& connection, std::int64_t county_id,
                                         std::int64_t user_id);
void end_sessions(Connection& connection, std::int64_t county_id,
                  const std::vector<std::string>& token_hashes);
/// All of a user but one; an empty hash leaves none. Answers how many ended.
std::int64_t end_sessions_of(Connection& connection, std::int64_t county_id, std::int64_t user_id,
                             std::string_view but_token_hash);

struct FoundToken {
  ApiTokenRecord token;
  IdentifiedUser user;
};
/// Not the revoked ones.
std::optional<FoundToken> find_api_token(Connection& connection, std::int64_t county_id,
                                         std::string_view token_hash);
/// Not the revoked ones; in the order in which they were made.
std::vector<ApiTokenRecord> load_api_tokens(Connection& connection, std::int64_t county_id,
                                            std::int64_t user_id);
void insert_api_token(Connection& connection, std::int64_t county_id, const ApiTokenRecord& token);
void revoke_api_token_row(Connection& connection, std::int64_t county_id, std::int64_t token_id,
                          Instant now);

}  // namespace wutong::inventory
