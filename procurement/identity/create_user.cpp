#include "procurement/identity/create_user.h"

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/tables/session_table.h"
#include "inventory/tables/user_table.h"
#include "procurement/identity/account_command.h"
#include "procurement/identity/names.h"
#include "procurement/identity/password_policy.h"
#include "procurement/identity/random_secret.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

namespace {

using inventory::Connection;

struct StoredUser {
  std::string user_name;
  std::string display_name;
  std::string password_hash;
};

std::int64_t store_user(Connection& connection, const AccountRequest& request,
                        const StoredUser& user) {
  inventory::UserRecord record;
  record.user_id = inventory::IdentifierSource::shared().next();
  record.user_name = user.user_name;
  record.version = 1;
  record.display_name = user.display_name;
  inventory::CredentialRecord credential;
  credential.user_id = record.user_id;
  credential.password_hash = user.password_hash;
  credential.must_change_password = true;
  inventory::insert_user(connection, request.county_id, record, request.now);
  inventory::insert_credential(connection, request.county_id, credential, request.now);
  return record.user_id;
}

void make_administrator(Connection& connection, const AccountRequest& request,
                        std::int64_t user_id) {
  inventory::add_grants(connection, request.county_id,
                        {{inventory::IdentifierSource::shared().next(), user_id,
                          std::string(role_text(Role::administrator).wire_name), 0}},
                        {request.actor, request.now});
}

OneTimePassword told_once(const std::string& user_name, const std::optional<std::string>& password,
                          const inventory::CommandResult& result) {
  return {user_name, result.replayed ? std::nullopt : password};
}

}  // namespace

OneTimePassword create_user(Identity& identity, const AccountRequest& request,
                            const NewUser& user) {
  check_user_name(user.user_name);
  check_display_name(user.user_name, user.display_name);
  if (user.password) check_password(*user.password, user.user_name);
  std::optional<std::string> made_up;
  if (!user.password) made_up = random_password();
  // Before the transaction: nobody must wait for it behind a lock.
  const StoredUser stored{user.user_name, user.display_name,
                          identity.hasher.hash(made_up ? *made_up : *user.password)};
  const AccountOperation operation{"create_user", user.user_name + "\n" + user.display_name};
  const auto result =
      run_account_command(identity, request, operation, [&](Connection& connection) {
        if (inventory::find_user(connection, request.county_id, user.user_name)) {
          throw Refused(Refusal::user_name_taken, {user.user_name});
        }
        const bool first = inventory::count_users(connection, request.county_id) == 0;
        const std::int64_t user_id = store_user(connection, request, stored);
        if (first) make_administrator(connection, request, user_id);
        return inventory::answer_of({{"created", 1}, {"administrator", first ? 1 : 0}});
      });
  return told_once(user.user_name, made_up, result);
}

OneTimePassword reset_password(Identity& identity, const AccountRequest& request,
                               const std::string& user_name) {
  const std::string password = random_password();
  const std::string hash = identity.hasher.hash(password);
  const auto result = run_account_command(
      identity, request, {"reset_password", user_name}, [&](Connection& connection) {
        const auto user = require_user(connection, request, user_name);
        auto credential = inventory::lock_credential(connection, request.county_id, user.user_id);
        credential.password_hash = hash;
        credential.must_change_password = true;
        inventory::save_credential(connection, request.county_id, credential, request.now);
        const auto ended =
            inventory::end_sessions_of(connection, request.county_id, user.user_id, "");
        return inventory::answer_of({{"sessions_ended", ended}});
      });
  return told_once(user_name, password, result);
}

std::optional<OneTimePassword> create_first_administrator(Identity& identity,
                                                          std::int64_t county_id,
                                                          inventory::Instant now) {
  if (inventory::count_users(*identity.store.lease(), county_id) > 0) return std::nullopt;
  const std::string password = random_password();
  const StoredUser stored{"admin", "系统管理员 Administrator", identity.hasher.hash(password)};
  // One key for all who try: the second one is answered what the first one was.
  const AccountRequest request{county_id, "first_start", 0, "first_administrator", now, {}};
  const auto result = run_account_command(
      identity, request, {"create_first_administrator", ""}, [&](Connection& connection) {
        if (inventory::count_users(connection, county_id) > 0) {
          return inventory::answer_of({{"created", 0}});
        }
        make_administrator(connection, request, store_user(connection, request, stored));
        return inventory::answer_of({{"created", 1}});
      });
  if (result.replayed || inventory::figure_in(result.answer, "created") == 0) return std::nullopt;
  return OneTimePassword{stored.user_name, password};
}

}  // namespace wutong::procurement
