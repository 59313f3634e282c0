#pragma once

#include <filesystem>
#include <string>

#include "inventory/database/store.h"
#include "procurement/app/backup/manifest.h"

namespace wutong::app {

struct BackupRequest {
  std::filesystem::path target;         ///< a folder that is not there yet
  std::string sealing_key_fingerprint;  ///< empty: no key has been made
  std::string audit_public_keys;        ///< PEM; empty: nothing was signed
};

/// A copy of everything in the database at one moment, while others go on reading and writing:
/// a folder with `manifest.json`, a file a table, and `SHA256SUMS`. The schema is left as it is, so
/// that a backup can be taken before an upgrade. Throws Refused; then nothing is left behind.
Manifest take_backup(inventory::Store& store, const BackupRequest& request);

}  // namespace wutong::app
