#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace wutong::inventory {

/// The private database server of one data folder: a `mariadbd` on a unix socket inside the folder.
/// It is started when the first user comes, shared by every `wutong` process that uses the folder,
/// and stopped when the last of them has gone, however it went (a kill -9 included). It never
/// listens on the network, and its folder and socket are readable by their owner alone.
class PrivateServer {
 public:
  /// Joins the folder's server, making the folder and starting the server as needed. Blocks until
  /// the server answers. Throws DatabaseUnavailable (database/error.h) with what the server's log
  /// says.
  explicit PrivateServer(const std::filesystem::path& data_folder);
  ~PrivateServer();
  PrivateServer(const PrivateServer&) = delete;
  PrivateServer& operator=(const PrivateServer&) = delete;

  /// A path that connect() takes, at most 107 characters however deep the folder lies; that of a
  /// deep folder is good in this process only.
  const std::string& socket_path() const;

  /// Starts the server again if it has died; does nothing when it answers. Safe from any thread.
  void ensure_running();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace wutong::inventory
