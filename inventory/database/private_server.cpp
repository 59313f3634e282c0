#include "inventory/database/private_server.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <chrono>
#include <mutex>
#include <optional>

#include "inventory/database/error.h"
#include "inventory/database/server_files.h"
#include "inventory/database/server_folder.h"
#include "inventory/database/server_keeper.h"
#include "inventory/database/server_lock.h"
#include "inventory/database/server_log.h"
#include "inventory/database/server_probe.h"
#include "inventory/database/server_wait.h"

namespace wutong::inventory {
namespace {

/// One wish to have the server answering. The caller holds `users.lock`.
class ServerStart {
 public:
  explicit ServerStart(const ServerFolder& folder) : folder_(folder) {}

  /// Whether the server answers; starts it when there is none. Throws when the one it started died.
  bool has_succeeded() {
    if (has_keeper() && server_answers(folder_.socket_path(), patience)) return true;
    ServerLock server_lock(folder_, "server.lock");
    if (!server_lock.try_exclusive()) return false;
    if (started_at_) {
      throw DatabaseUnavailable("the database server of " + folder_.path().string() +
                                " does not run" + server_log_since(folder_, *started_at_));
    }
    prepare_server_files(folder_, server_lock);
    started_at_ = mark_server_log(folder_);
    start_kept_server(folder_, server_lock);
    return false;
  }

 private:
  static constexpr std::chrono::milliseconds patience{1000};

  bool has_keeper() const { return !ServerLock(folder_, "keeper.lock").try_shared(); }

  const ServerFolder& folder_;
  std::optional<ServerLogMark> started_at_;
};

}  // namespace

struct PrivateServer::State {
  explicit State(const std::filesystem::path& data_folder)
      : folder(data_folder), users_lock(folder, "users.lock") {}

  ServerFolder folder;
  ServerLock users_lock;
  std::mutex starting;
};

PrivateServer::PrivateServer(const std::filesystem::path& data_folder)
    : state_(std::make_unique<State>(data_folder)) {
  ServerLock& users = state_->users_lock;
  wait_until([&] { return users.try_shared(); },
             "the last stop of the database server of " + state_->folder.path().string());
  futimens(users.descriptor(), nullptr);  // The keeper notices that someone has been here.
  ensure_running();
}

PrivateServer::~PrivateServer() = default;

const std::string& PrivateServer::socket_path() const {
  return state_->folder.socket_path();
}

void PrivateServer::ensure_running() {
  const std::lock_guard lock(state_->starting);
  ServerStart start(state_->folder);
  wait_until([&] { return start.has_succeeded(); },
             "an answer of the database server of " + state_->folder.path().string());
}

}  // namespace wutong::inventory
