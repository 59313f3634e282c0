#include "procurement/identity/account_command.h"

#include <chrono>
#include <thread>

#include "inventory/audit_chain.h"
#include "inventory/database/error.h"
#include "inventory/tables/user_table.h"
#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

std::string actor_of(const Principal& principal) {
  return "user:" + principal.user_name;
}

inventory::CommandResult run_account_command(
    Identity& identity, const AccountRequest& request, const AccountOperation& operation,
    const std::function<std::string(inventory::Connection&)>& change) {
  const inventory::CommandRequest command{
      request.county_id, operation.name, request.idempotency_key,
      inventory::content_hash(operation.content), request.actor};
  return inventory::run_command(identity.store, command, [&](inventory::Connection& connection) {
    inventory::lock_accounts(connection, request.county_id);
    return change(connection);
  });
}

inventory::UserRecord require_user(inventory::Connection& connection, const AccountRequest& request,
                                   std::string_view user_name) {
  auto user = inventory::find_user(connection, request.county_id, user_name);
  if (!user) throw Refused(Refusal::user_unknown, {std::string(user_name)});
  if (request.expected_version && *request.expected_version != user->version) {
    throw Refused(Refusal::user_changed_meanwhile, {user->user_name, std::to_string(user->version),
                                                    std::to_string(*request.expected_version)});
  }
  return std::move(*user);
}

void run_housekeeping(inventory::Store& store,
                      const std::function<void(inventory::Connection&)>& work) {
  constexpr int attempts_at_most = 8;
  for (int number = 1;; ++number) {
    inventory::Lease connection = store.lease();
    try {
      inventory::Transaction transaction(*connection);
      work(*connection);
      transaction.commit();
      return;
    } catch (const inventory::DatabaseError& error) {
      if (error.is_connection_lost()) connection.discard();
      if (!error.is_transient() || number == attempts_at_most) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(10) * number * number);
    }
  }
}

void note_in_audit(inventory::Connection& connection, const AuditNote& note) {
  const inventory::CommandRequest request{note.county_id, note.operation, note.key,
                                          inventory::content_hash(""), note.actor};
  inventory::append_audit(connection, request, note.outcome);
}

}  // namespace wutong::procurement
