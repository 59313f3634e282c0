#include "procurement/identity/api_tokens.h"

#include <fmt/format.h>

#include <algorithm>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/session_table.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/names.h"
#include "procurement/identity/principal_loading.h"
#include "procurement/identity/random_secret.h"
#include "procurement/identity/scopes.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

using inventory::ApiTokenRecord;
using inventory::Connection;
using inventory::UserRecord;

namespace {

void check_expiry(const IdentitySettings& settings, std::chrono::days valid_for) {
  if (valid_for >= std::chrono::days(1) && valid_for <= settings.token_days_at_most) return;
  throw Refused(Refusal::token_expiry_not_allowed,
                {std::to_string(settings.token_days_at_most.count())});
}

void check_others(const IdentitySettings& settings, const std::vector<ApiTokenRecord>& others,
                  const NewApiToken& token, inventory::Instant now) {
  const auto valid = static_cast<std::size_t>(
      std::count_if(others.begin(), others.end(),
                    [&](const ApiTokenRecord& other) { return other.expires_at > now; }));
  const bool taken = std::any_of(others.begin(), others.end(), [&](const ApiTokenRecord& other) {
    return other.name == token.name;
  });
  if (taken) throw Refused(Refusal::token_name_not_allowed, {token.name});
  if (valid >= settings.tokens_at_most) {
    throw Refused(Refusal::too_many_tokens,
                  {token.user_name, std::to_string(settings.tokens_at_most)});
  }
}

void check_scopes(const Principal& owner, DutySet scopes) {
  const DutySet duties = duties_of(owner);
  for (const Duty duty : scopes.list()) {
    if (duties.contains(duty)) continue;
    throw Refused(Refusal::scope_beyond_duties, {owner.user_name, std::string(wire_name(duty))});
  }
  if (scopes.empty()) throw Refused(Refusal::scope_beyond_duties, {owner.user_name, "-"});
}

Principal owner_of(Connection& connection, std::int64_t county_id, const UserRecord& user) {
  if (user.status != inventory::UserStatus::enabled) {
    throw Refused(Refusal::user_disabled, {user.user_name});
  }
  return load_principal(connection, county_id,
                        {user.user_id, user.user_name, user.display_name, user.supplier_id, false});
}

}  // namespace

CreatedApiToken create_api_token(Identity& identity, const AccountRequest& request,
                                 const NewApiToken& token) {
  if (!is_plain_name(token.name, 60)) {
    throw Refused(Refusal::token_name_not_allowed, {token.name.substr(0, 60)});
  }
  check_expiry(identity.settings, token.valid_for);
  const std::string secret = random_token(TokenKind::api, request.county_id);
  const std::string scopes = print_scopes(token.scopes);
  const AccountOperation operation{
      "create_api_token",
      fmt::format("{}\n{}\n{}\n{}", token.user_name, token.name, scopes, token.valid_for.count())};
  const auto result =
      run_account_command(identity, request, operation, [&](Connection& connection) {
        const UserRecord user = require_user(connection, request, token.user_name);
        const auto others = inventory::load_api_tokens(connection, request.county_id, user.user_id);
        check_others(identity.settings, others, token, request.now);
        check_scopes(owner_of(connection, request.county_id, user), token.scopes);
        const std::int64_t token_id = inventory::IdentifierSource::shared().next();
        inventory::insert_api_token(
            connection, request.county_id,
            {token_id, user.user_id, token.name, secret_hash(secret), scopes, request.now,
             request.now + std::chrono::seconds(token.valid_for)});
        return inventory::answer_of({{"token_id", token_id}});
      });
  return {inventory::figure_in(result.answer, "token_id"),
          result.replayed ? std::nullopt : std::optional(secret)};
}

void revoke_api_token(Identity& identity, const AccountRequest& request,
                      const std::string& user_name, const std::string& token_name) {
  const AccountOperation operation{"revoke_api_token", user_name + "\n" + token_name};
  run_account_command(identity, request, operation, [&](Connection& connection) {
    const UserRecord user = require_user(connection, request, user_name);
    for (const auto& token :
         inventory::load_api_tokens(connection, request.county_id, user.user_id)) {
      if (token.name != token_name) continue;
      inventory::revoke_api_token_row(connection, request.county_id, token.token_id, request.now);
      return inventory::answer_of({{"revoked", 1}});
    }
    throw Refused(Refusal::token_unknown, {token_name.substr(0, 60)});
  });
}

std::vector<ApiTokenRecord> list_api_tokens(Connection& connection, std::int64_t county_id,
                                            const std::string& user_name) {
  const auto user = inventory::find_user(connection, county_id, user_name);
  if (!user) throw Refused(Refusal::user_unknown, {user_name});
  return inventory::load_api_tokens(connection, county_id, user->user_id);
}

}  // namespace wutong::procurement
