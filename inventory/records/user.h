#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "inventory/records/instant.h"

namespace wutong::inventory {

enum class UserStatus : std::uint8_t { enabled, disabled };
std::string_view to_string(UserStatus status);

/// A person, or a supplier, that can sign in.
struct UserRecord {
  std::int64_t user_id{};
  std::string user_name;  ///< unique in the county: small ASCII letters, digits, . _ -
  std::int64_t version{};
  std::string display_name;
  UserStatus status{};
  std::optional<std::int64_t> supplier_id;  ///< a supplier's account
  std::optional<Instant> last_sign_in_at;
};

/// What a user proves itself with; nothing in it lets its reader in.
struct CredentialRecord {
  std::int64_t user_id{};
  std::string password_hash;  ///< Argon2id, with its salt and cost
  bool must_change_password = false;
  std::string totp_sealed;        ///< empty: no authenticator
  bool totp_confirmed = false;    ///< its first code was right: it is asked for
  std::int64_t totp_last_step{};  ///< of the last code that was taken
};

/// A role held for a facility and what is below it, or for the county.
struct RoleGrantRecord {
  std::int64_t grant_id{};
  std::int64_t user_id{};
  std::string role;            ///< wire name
  std::int64_t facility_id{};  ///< 0: the whole county
};

/// Somebody who is signed in. The token itself is stored nowhere.
struct SessionRecord {
  std::string token_hash;
  std::int64_t user_id{};
  Instant started_at{};
  Instant last_seen_at{};
  Instant expires_at{};
};

/// A key for a program, which acts for its owner.
struct ApiTokenRecord {
  std::int64_t token_id{};
  std::int64_t user_id{};
  std::string name;
  std::string token_hash;
  std::string scopes;  ///< wire names of duties, a space between
  Instant created_at{};
  Instant expires_at{};
};

}  // namespace wutong::inventory
