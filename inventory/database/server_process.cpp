#include "inventory/database/server_process.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sstream>

#include "inventory/database/error.h"

namespace wutong::inventory {
namespace {

constexpr const char* usual_folders =
    "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
constexpr int first_after_standard_streams = 3;

std::string search_path() {
  const char* callers = std::getenv("PATH");
  return callers == nullptr ? usual_folders : std::string(callers) + ":" + usual_folders;
}

std::vector<char*> terminated_pointers(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

void close_from_to(int first, int last) noexcept {
  if (first > last) return;
  if (close_range(static_cast<unsigned>(first), static_cast<unsigned>(last), 0) == 0) return;
  // A kernel, or a container's filter, that does not know the call.
  const int end = std::min(last, static_cast<int>(sysconf(_SC_OPEN_MAX)));
  for (int fd = first; fd <= end; ++fd) close(fd);
}

void close_all_except(std::array<int, InheritedFiles::most_kept> kept) noexcept {
  std::sort(kept.begin(), kept.end());
  int first = first_after_standard_streams;
  for (const int fd : kept) {
    if (fd < first) continue;
    close_from_to(first, fd - 1);
    first = fd + 1;
  }
  close_from_to(first, INT32_MAX);
}

void reset_signals() noexcept {
  struct sigaction usual = {};
  usual.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) sigaction(signal, &usual, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace

ServerCommand::ServerCommand(const std::string& program, const std::vector<std::string>& arguments)
    // Nothing else of the caller's environment: MYSQL_*, NOTIFY_SOCKET and their like steer a
    // server.
    : words_{program}, environment_{"PATH=" + search_path(), "LC_ALL=C"} {
  words_.insert(words_.end(), arguments.begin(), arguments.end());
  word_pointers_ = terminated_pointers(words_);
  environment_pointers_ = terminated_pointers(environment_);
}

void ServerCommand::execute() const noexcept {
  execve(word_pointers_.front(), word_pointers_.data(), environment_pointers_.data());
}

void leave_the_caller(const InheritedFiles& files) noexcept {
  const bool ready = fchdir(files.working_folder) == 0 && dup2(files.input, STDIN_FILENO) >= 0 &&
                     dup2(files.output, STDOUT_FILENO) >= 0 &&
                     dup2(files.errors, STDERR_FILENO) >= 0;
  if (!ready) _exit(EXIT_FAILURE);
  close_all_except(files.kept);
  umask(S_IRWXG | S_IRWXO);
  reset_signals();
}

HeldSignals::HeldSignals() : before_() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before_);
}

HeldSignals::~HeldSignals() {
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

int wait_for_child(pid_t child) noexcept {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return status;
}

std::string find_server_program(std::string_view name) {
  std::istringstream folders(search_path());
  for (std::string folder; std::getline(folders, folder, ':');) {
    std::string program = folder + "/" + std::string(name);
    // A relative entry would be looked up from another folder by the time the program is run.
    if (folder.starts_with('/') && access(program.c_str(), X_OK) == 0) return program;
  }
  throw DatabaseUnavailable("the program " + std::string(name) +
                            " is not installed: run `./dev setup`, or install the package "
                            "mariadb-server-core");
}

}  // namespace wutong::inventory
