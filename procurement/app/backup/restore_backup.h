#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "inventory/database/restore_mark.h"
#include "inventory/database/store.h"
#include "procurement/app/backup/manifest.h"

namespace wutong::app {

struct RestoreRequest {
  std::filesystem::path backup;
  std::string target;              ///< for messages: the data folder, or the database's name
  bool accept_violations = false;  ///< keep what an invariant is against, rather than nothing
};

struct RestoreReport {
  std::optional<inventory::RestoreMark> cleared;  ///< a half restored database that was there
  int schema_version = 0;
  std::int64_t invariants = 0;
  std::int64_t violations = 0;  ///< invariants that do not hold; only when they were accepted
  std::string first_violation;
};

/// Throws Refused (restore_target_used) unless the database is empty or half restored.
void require_restorable(inventory::Store& store, const std::string& target);

/// Loads a backup that read_backup() has found good into an empty database, or into one where a
/// restore did not end well; reads everything back and compares; brings the schema to the newest
/// version; runs every invariant and compares the ends of the audit chains. Until all of that is
/// done the database is marked as half restored, and stays so when anything is wrong. Throws
/// Refused: restore_target_used, restore_under_way, restored_data_differs,
/// restored_data_breaks_invariants.
RestoreReport restore_backup(inventory::Store& store, const Manifest& manifest,
                             const RestoreRequest& request);

}  // namespace wutong::app
