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

/// What the log says since the mark, short enough for an error message: ": <lines>", the errors if
/// there are any, else the last lines.
std::string server_log_since(const ServerFolder& folder, ServerLogMark mark);

}  // namespace wutong::inventory
