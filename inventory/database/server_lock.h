#pragma once

#include "inventory/database/server_descriptor.h"
#include "inventory/database/server_folder.h"

namespace wutong::inventory {

/// A lock on a file of the server's folder (flock). The kernel lets go of it when the last process
/// that has this opening of the file is gone, however it went. Three files carry the whole
/// protocol:
///
/// - `users.lock` is held shared by every user, for as long as it may need the server. The keeper
///   stops the server only while it holds it exclusively: so no user can arrive in the middle of a
///   stop, and no stop can begin while there is a user.
/// - `server.lock` is held exclusively by whoever is starting the server, and is handed down to the
///   installing processes, the keeper and the server: free means that no server process is left and
///   none is on its way. Whoever gets it must start the server; so two never start it together, and
///   a server that is still going down is waited for.
/// - `keeper.lock` is held exclusively by the keeper: free means that a server which still answers
///   is about to go down, because its keeper is gone.
class ServerLock {
 public:
  /// Opens the file; locks nothing yet.
  ServerLock(const ServerFolder& folder, const char* name);

  bool try_shared();
  bool try_exclusive();
  void unlock();

  int descriptor() const { return file_.get(); }

 private:
  OwnedDescriptor file_;
};

}  // namespace wutong::inventory
