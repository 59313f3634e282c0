#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "inventory/records/user.h"
#include "procurement/identity/identity.h"

namespace wutong::procurement {

struct NewApiToken {
  std::string user_name;  ///< the owner, for whom it acts
  std::string name;       ///< what it is for
  DutySet scopes;
  std::chrono::days valid_for{};
};

/// Told once: the database holds a hash of it.
struct CreatedApiToken {
  std::int64_t token_id = 0;
  std::optional<std::string> token;  ///< none: told before, under the same key
};

/// Refuses: user_unknown, user_disabled, token_name_not_allowed, token_expiry_not_allowed,
/// too_many_tokens, scope_beyond_duties.
CreatedApiToken create_api_token(Identity& identity, const AccountRequest& request,
                                 const NewApiToken& token);

/// Refuses: user_unknown, token_unknown.
void revoke_api_token(Identity& identity, const AccountRequest& request,
                      const std::string& user_name, const std::string& token_name);

/// Those not revoked, also the expired ones. Refuses: user_unknown.
std::vector<inventory::ApiTokenRecord> list_api_tokens(inventory::Connection& connection,
                                                       std::int64_t county_id,
                                                       const std::string& user_name);

}  // namespace wutong::procurement
