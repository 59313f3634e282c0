#pragma once

#include "inventory/database/server_folder.h"
#include "inventory/database/server_lock.h"

namespace wutong::inventory {

/// Starts the server of a prepared folder, and its keeper: a process of its own, nobody's child,
/// which has the server as its only child and stops it when the last user has gone. Returns at
/// once; the holder of `server.lock` calls it, and may close its own opening of the lock
/// afterwards: the keeper and the server have inherited it. Throws DatabaseUnavailable.
///
/// Protocol of the keeper:
/// - it stops the server only while it holds `users.lock` exclusively, a while after it last saw a
///   user or a trace of one (each arrival touches the file), so that the commands of a script share
///   one server;
/// - it ends when the server ends; `keeper.lock` and `server.lock` become free with the two of
/// them;
/// - if it is killed, the kernel sends the server a SIGTERM: the server ends too, in good order.
void start_kept_server(const ServerFolder& folder, const ServerLock& server_lock);

}  // namespace wutong::inventory
