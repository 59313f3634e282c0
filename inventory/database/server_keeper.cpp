#include "inventory/database/server_keeper.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "inventory/database/server_log.h"
#include "inventory/database/server_process.h"
#include "inventory/database/server_title.h"
#include "inventory/database/server_wait.h"

namespace wutong::inventory {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds look_every{100};
/// How long a server without users waits for the next one.
constexpr milliseconds linger{1000};
/// A server that hangs must not keep the next user waiting for ever; what it has committed is safe.
constexpr seconds longest_orderly_stop{120};

/// Everything the keeper needs, made before the fork.
struct Keeping {
  const ServerCommand& server;
  InheritedFiles files;
  int users_lock;
  int server_lock;
  ProcessTitle title;
};

// From here to the end of keep_server() everything runs in a forked copy of a process that may have
// had other threads: only calls that are safe there, no allocation, no exceptions, and _exit().

void pause_for(milliseconds time) noexcept {
  poll(nullptr, 0, static_cast<int>(time.count()));
}

pid_t start_server(const Keeping& keeping) noexcept {
  const pid_t keeper = getpid();
  const pid_t server = fork();
  if (server != 0) return server;
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != keeper) _exit(EXIT_FAILURE);  // It was killed before the line above.
  fcntl(keeping.server_lock, F_SETFD, 0);
  keeping.server.execute();
  _exit(EXIT_FAILURE);
}

bool has_ended(pid_t server) noexcept {
  return waitpid(server, nullptr, WNOHANG) != 0;
}

struct stat status_of(int fd) noexcept {
  struct stat status = {};
  fstat(fd, &status);
  return status;
}

/// Whether somebody has come since `last_arrival`, which it brings up to date. Times are compared
/// for equality only: a clock that is put back does no harm.
bool has_new_arrival(int users_lock, timespec& last_arrival) noexcept {
  const timespec now = status_of(users_lock).st_mtim;
  const bool same = now.tv_sec == last_arrival.tv_sec && now.tv_nsec == last_arrival.tv_nsec;
  last_arrival = now;
  return !same;
}

/// Returns true holding `users.lock` exclusively, or false when the server has ended by itself.
bool wait_until_unused(pid_t server, int users_lock) noexcept {
  timespec last_arrival = status_of(users_lock).st_mtim;
  Clock::time_point last_use = Clock::now();
  for (;;) {
    pause_for(look_every);
    if (has_ended(server)) return false;
    const bool unused = flock(users_lock, LOCK_EX | LOCK_NB) == 0;
    if (!unused || has_new_arrival(users_lock, last_arrival)) last_use = Clock::now();
    if (unused && Clock::now() - last_use >= linger) return true;
    if (unused) flock(users_lock, LOCK_UN);
  }
}

void stop_server(pid_t server) noexcept {
  constexpr milliseconds look_often{5};
  kill(server, SIGTERM);
  const Clock::time_point begin = Clock::now();
  while (Clock::now() - begin < longest_orderly_stop) {
    if (has_ended(server)) return;
    pause_for(look_often);
  }
  kill(server, SIGKILL);
  wait_for_child(server);
}

[[noreturn]] void keep_server(const Keeping& keeping) noexcept {
  leave_the_caller(keeping.files);
  // Who looks for the caller's command among the processes must not find, or kill, the keeper.
  keeping.title.replace("wutong-keeper");
  const pid_t server = start_server(keeping);
  if (server > 0 && wait_until_unused(server, keeping.users_lock)) stop_server(server);
  _exit(EXIT_SUCCESS);
}

/// Forks twice: the keeper's parent is gone at once, so nobody has to wait for the keeper.
void fork_keeper(const Keeping& keeping) {
  const HeldSignals held;
  const pid_t between = fork();
  if (between < 0) throw_system_fault("start the keeper of the database server");
  if (between == 0) {
    // A session of its own: Ctrl-C in the caller's terminal is not meant for the server.
    setsid();
    if (fork() == 0) keep_server(keeping);
    _exit(EXIT_SUCCESS);
  }
  wait_for_child(between);
}

std::vector<std::string> server_arguments() {
  std::vector<std::string> arguments = {"--defaults-file=./my.cnf"};
  if (geteuid() == 0) arguments.emplace_back("--user=root");
  return arguments;
}

}  // namespace

void start_kept_server(const ServerFolder& folder, const ServerLock& server_lock) {
  const ServerCommand server(find_server_program("mariadbd"), server_arguments());
  const OwnedDescriptor nothing(open("/dev/null", O_RDWR | O_CLOEXEC));
  const OwnedDescriptor log = open_server_log(folder);
  const ServerLock users(folder, "users.lock");
  ServerLock keeper(folder, "keeper.lock");
  // Others hold it for a moment when they look whether a keeper is there.
  wait_until([&] { return keeper.try_exclusive(); }, "the lock of the database server's keeper");
  fork_keeper(
      {.server = server,
       .files = {.working_folder = folder.descriptor(),
                 .input = nothing.get(),
                 .output = log.get(),
                 .errors = log.get(),
                 .kept = {users.descriptor(), keeper.descriptor(), server_lock.descriptor()}},
       .users_lock = users.descriptor(),
       .server_lock = server_lock.descriptor(),
       .title = ProcessTitle::of_this_process()});
}

}  // namespace wutong::inventory
