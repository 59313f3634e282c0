#include "procurement/app/audit/sign_checkpoint.h"

#include <stdexcept>

#include "inventory/answer.h"
#include "inventory/identifier.h"
#include "inventory/run_command.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

using inventory::Checkpoint;

std::string sign_checkpoint(inventory::Connection& connection, std::int64_t county_id,
                            const AuditEvidence& evidence, inventory::Instant now) try {
  const Checkpoint made = inventory::make_checkpoint(connection, county_id, evidence.key(), now);
  return inventory::answer_of({{"number", made.number}, {"sequence", made.sequence}});
} catch (const inventory::AuditChainBroken& error) {
  throw procurement::Refused(procurement::Refusal::audit_chain_broken,
                             {std::to_string(error.link().sequence), error.link().reason});
}

Checkpoint signed_checkpoint(inventory::Store& store, std::int64_t county_id,
                             const AuditEvidence& evidence, const std::string& answer) {
  const auto connection = store.lease();
  const auto found = inventory::load_checkpoints(*connection, county_id,
                                                 inventory::figure_in(answer, "number") - 1, 1);
  if (found.empty()) throw std::runtime_error("the checkpoint of this command is gone");
  evidence.keep(*connection, found.front());
  return found.front();
}

Checkpoint checkpoint_now(inventory::Store& store, const AuditEvidence& evidence,
                          const CheckpointRequest& request) {
  inventory::CommandRequest command{
      request.county_id, inventory::make_checkpoint_operation, {}, {}, request.actor};
  {
    const auto connection = store.lease();
    const auto newest = inventory::newest_checkpoint(*connection, request.county_id);
    if (newest && !inventory::has_news_since(*connection, *newest)) {
      evidence.keep(*connection, *newest);
      return *newest;
    }
    // A key of its own: when two programs see the same end of the chain, the second answers what
    // the first has made.
    command.idempotency_key =
        "checkpoint/" + std::to_string(inventory::IdentifierSource::shared().next());
    command.content_hash = inventory::content_hash(command.idempotency_key);
  }
  const auto result =
      inventory::run_command(store, command, [&](inventory::Connection& connection) {
        return sign_checkpoint(connection, request.county_id, evidence, request.now);
      });
  return signed_checkpoint(store, request.county_id, evidence, result.answer);
}

}  // namespace wutong::app
