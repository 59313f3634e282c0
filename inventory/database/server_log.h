#pragma once

#include <string>

#include "inventory/database/server_descriptor.h"
#include "inventory/database/server_folder.h"

namespace wutong::inventory {

/// A place in the server's log.
using ServerLogMark = long long;

/// The log, open for appending.
OwnedDescriptor open_server_log(const ServerFolder& folder);

/// Where the log ends now. A log that has grown long is put aside first, under the name
/// `server.log.old`: only for the holder of `server.lock`, before it starts something.
ServerLogMark mark_server_log(const ServerFolder& folder);

/// What the log says since the mark, for the end of an error message: its last lines, without the
/// routine ones if there are others.
std::string server_log_since(const ServerFolder& folder, ServerLogMark mark);

}  // namespace wutong::inventory
