#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "inventory/database/private_server.h"

namespace wutong::inventory::test {

/// A place for data folders under /tmp. At the end it waits for its servers and goes.
class ServerPlayground {
 public:
  ServerPlayground();
  ~ServerPlayground();
  ServerPlayground(const ServerPlayground&) = delete;
  ServerPlayground& operator=(const ServerPlayground&) = delete;

  /// A data folder of this playground, not made yet. Without a name it is the usual one.
  std::filesystem::path data_folder(const std::filesystem::path& name = "data");

 private:
  std::filesystem::path root_;
  std::vector<std::filesystem::path> data_folders_;
};

/// Another process that uses the server, until told otherwise.
class ServerUser {
 public:
  /// Returns once the other process has the server.
  explicit ServerUser(const std::filesystem::path& data_folder);
  ~ServerUser();
  ServerUser(const ServerUser&) = delete;
  ServerUser& operator=(const ServerUser&) = delete;

  bool has_server() const { return has_server_; }
  void leave();
  void be_killed();

 private:
  pid_t process_ = -1;
  int leave_signal_ = -1;
  bool has_server_ = false;
};

/// Runs the work in a forked process and returns that process. It ends with 0 when the work returns
/// true. The playground and its servers are not the child's to clean up.
pid_t fork_to(const std::function<bool()>& work);
/// Waits for it; whether it ended with 0.
bool ended_well(pid_t child);

/// Looks again and again for up to two minutes.
bool eventually(const std::function<bool()>& condition);

/// The first column of the first row of the answer, or "".
std::string ask(const std::string& socket_path, const std::string& statement);
void tell(const std::string& socket_path, const std::string& statement);

/// The process that listens on the socket; throws when nobody does.
pid_t server_process(const std::string& socket_path);
pid_t parent_of(pid_t process);
/// Neither ended nor a zombie that waits for its parent.
bool is_running(pid_t process);
/// No process of the folder's server is left: neither server nor keeper nor installer.
bool has_no_server(const std::filesystem::path& data_folder);

}  // namespace wutong::inventory::test
