#pragma once

#include <filesystem>
#include <string>

#include "inventory/database/server_descriptor.h"

namespace wutong::inventory {

/// The folder `database` inside a data folder: everything of the private server lives in it.
///
///     my.cnf       the server's settings, written anew at each start
///     data/        the database files (`installing/` until they are complete)
///     tmp/         the server's temporary files, emptied at each start
///     socket, pid  of the running server; server.log what it said (server.log.old before that)
///     users.lock, keeper.lock, server.lock   see server_lock.h
///
/// It is kept open, so that a data folder which is moved or deleted meanwhile is never mistaken for
/// another one that takes its place.
class ServerFolder {
 public:
  /// Makes what is missing. Throws DatabaseUnavailable when it cannot, or when the folder is not
  /// ours.
  explicit ServerFolder(const std::filesystem::path& data_folder);

  int descriptor() const { return folder_.get(); }
  /// For messages. It may by now be another folder's.
  const std::filesystem::path& path() const { return path_; }
  /// A path of one of the folder's own entries, which this process alone can use.
  std::filesystem::path entry(const char* name) const;
  bool has(const char* name) const;
  const std::string& socket_path() const { return socket_path_; }

  /// Opens a file of the folder, for its owner alone when it is made. Throws DatabaseUnavailable.
  OwnedDescriptor open(const char* name, int flags) const;

 private:
  std::filesystem::path path_;
  OwnedDescriptor folder_;
  std::string socket_path_;
};

}  // namespace wutong::inventory
