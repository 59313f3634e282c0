#include "tests/store/private_server_support.h"

#include <cppconn/connection.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>
#include <fcntl.h>
#include <mysql_driver.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace wutong::inventory::test {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<sql::Connection> connected(const std::string& socket_path) {
  return std::unique_ptr<sql::Connection>(
      sql::mysql::get_driver_instance()->connect("unix://" + socket_path, "root", ""));
}

/// The fields of /proc/<pid>/stat from the third on: the state, the parent, ...
std::string status_line(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  std::getline(file, line);
  const std::size_t name_end = line.rfind(')');
  return name_end == std::string::npos ? "" : line.substr(name_end + 2);
}

/// Spares the test the time that a server without users waits for the next one.
void end_server_early(const fs::path& data_folder) {
  try {
    kill(server_process(data_folder / "database/socket"), SIGTERM);
  } catch (const std::exception&) {
    return;  // There is none, or it is ending by itself.
  }
}

}  // namespace

ServerPlayground::ServerPlayground() {
  std::string pattern = "/tmp/wutong_server_XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder under /tmp");
  root_ = pattern;
}

ServerPlayground::~ServerPlayground() {
  for (const fs::path& folder : data_folders_) {
    end_server_early(folder);
    if (!eventually([&] { return has_no_server(folder); })) {
      std::cerr << "a server of " << folder << " does not end: its folder stays\n";
      return;
    }
  }
  std::error_code error;
  fs::remove_all(root_, error);
}

fs::path ServerPlayground::data_folder(const fs::path& name) {
  data_folders_.push_back(root_ / name);
  return data_folders_.back();
}

pid_t fork_to(const std::function<bool()>& work) {
  const pid_t child = fork();
  if (child != 0) return child;
  int status = EXIT_FAILURE;
  try {
    status = work() ? EXIT_SUCCESS : EXIT_FAILURE;
  } catch (const std::exception& fault) {
    std::cerr << "a child of the test failed: " << fault.what() << '\n';
  }
  _exit(status);
}

bool ended_well(pid_t child) {
  int status = -1;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

ServerUser::ServerUser(const fs::path& data_folder) {
  std::array<int, 2> ready = {};
  std::array<int, 2> leave = {};
  if (pipe2(ready.data(), O_CLOEXEC) != 0 || pipe2(leave.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  process_ = fork_to([&] {
    close(ready[0]);
    close(leave[1]);
    const PrivateServer server(data_folder);
    char byte = 'x';
    return write(ready[1], &byte, 1) == 1 && read(leave[0], &byte, 1) == 0;
  });
  close(ready[1]);
  close(leave[0]);
  char byte = 0;
  has_server_ = read(ready[0], &byte, 1) == 1;
  close(ready[0]);
  leave_signal_ = leave[1];
}

ServerUser::~ServerUser() {
  leave();
}

void ServerUser::leave() {
  if (process_ < 0) return;
  close(leave_signal_);
  ended_well(process_);
  process_ = -1;
}

void ServerUser::be_killed() {
  kill(process_, SIGKILL);
  leave();
}

bool eventually(const std::function<bool()>& condition) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + std::chrono::minutes(2);
  while (!condition()) {
    if (Clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

std::string ask(const std::string& socket_path, const std::string& statement) {
  const auto connection = connected(socket_path);
  const std::unique_ptr<sql::Statement> asking(connection->createStatement());
  const std::unique_ptr<sql::ResultSet> rows(asking->executeQuery(statement));
  return rows->next() ? std::string(rows->getString(1)) : std::string();
}

void tell(const std::string& socket_path, const std::string& statement) {
  const auto connection = connected(socket_path);
  const std::unique_ptr<sql::Statement> telling(connection->createStatement());
  telling->execute(statement);
}

pid_t server_process(const std::string& socket_path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  socket_path.copy(address.sun_path, sizeof address.sun_path - 1);
  ucred listener = {};
  socklen_t size = sizeof listener;
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const void* generic = &address;
  const bool known = connect(fd, static_cast<const sockaddr*>(generic), sizeof address) == 0 &&
                     getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &listener, &size) == 0;
  close(fd);
  if (!known) throw std::runtime_error("nobody listens on " + socket_path);
  return listener.pid;
}

pid_t parent_of(pid_t process) {
  const std::string line = status_line(process);
  return line.size() < 2 ? -1 : std::stoi(line.substr(2));
}

bool is_running(pid_t process) {
  const std::string line = status_line(process);
  return !line.empty() && line[0] != 'Z' && line[0] != 'X';
}

bool has_no_server(const fs::path& data_folder) {
  const fs::path lock = data_folder / "database/server.lock";
  const int fd = open(lock.c_str(), O_RDWR | O_CLOEXEC);
  if (fd < 0) return true;
  const bool is_free = flock(fd, LOCK_EX | LOCK_NB) == 0;
  close(fd);
  return is_free;
}

}  // namespace wutong::inventory::test
