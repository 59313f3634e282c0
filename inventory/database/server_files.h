#pragma once

#include "inventory/database/server_folder.h"
#include "inventory/database/server_lock.h"

namespace wutong::inventory {

/// Makes the folder ready for a server: its settings, an empty folder for temporary files, and the
/// first time the database files. Only for the holder of `server.lock`, which is handed down to the
/// installing processes. Throws DatabaseUnavailable.
void prepare_server_files(const ServerFolder& folder, const ServerLock& server_lock);

}  // namespace wutong::inventory
