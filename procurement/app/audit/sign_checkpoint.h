#pragma once

#include <string>

#include "inventory/audit/make_checkpoint.h"
#include "inventory/database/store.h"
#include "procurement/app/audit/audit_evidence.h"

namespace wutong::app {

/// The operation itself, for a command of somebody's: answers the checkpoint's number. Throws
/// Refused (audit_chain_broken).
std::string sign_checkpoint(inventory::Connection& connection, std::int64_t county_id,
                            const AuditEvidence& evidence, inventory::Instant now);

/// The checkpoint that such an answer speaks of; remembered in the data folder too.
inventory::Checkpoint signed_checkpoint(inventory::Store& store, std::int64_t county_id,
                                        const AuditEvidence& evidence, const std::string& answer);

/// For whom, and when.
struct CheckpointRequest {
  std::int64_t county_id{};
  std::string actor;
  inventory::Instant now{};
};

/// Makes a checkpoint of the chain as it is now, as a command of its own; when nothing was entered
/// since the newest one, answers that. Throws Refused (audit_chain_broken).
inventory::Checkpoint checkpoint_now(inventory::Store& store, const AuditEvidence& evidence,
                                     const CheckpointRequest& request);

}  // namespace wutong::app
