#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "inventory/records/user.h"
#include "inventory/run_command.h"
#include "procurement/identity/identity.h"

namespace wutong::procurement {

/// What is asked of which account. `content` is what a repetition must repeat, without secrets: a
/// hash of a password would let it be guessed.
struct AccountOperation {
  std::string name;  ///< "create_user"
  std::string content;
};

/// Runs a change of accounts as a command: one after another in a county, audited, repeatable.
inventory::CommandResult run_account_command(
    Identity& identity, const AccountRequest& request, const AccountOperation& operation,
    const std::function<std::string(inventory::Connection&)>& change);

/// The user that a change is about. Refuses: user_unknown, and user_changed_meanwhile when the
/// request expects another version.
inventory::UserRecord require_user(inventory::Connection& connection, const AccountRequest& request,
                                   std::string_view user_name);

/// A transaction that is no command (counters of attempts, when somebody was last seen): repeated a
/// few times when it meets another one. Commits what `work` did unless it throws.
void run_housekeeping(inventory::Store& store,
                      const std::function<void(inventory::Connection&)>& work);

/// An entry of the audit chain for what is no command. Within the caller's transaction.
struct AuditNote {
  std::int64_t county_id{};
  std::string operation;
  std::string actor;
  std::string key;
  std::string outcome;  ///< at most 64 characters, no secret
};
void note_in_audit(inventory::Connection& connection, const AuditNote& note);

}  // namespace wutong::procurement
