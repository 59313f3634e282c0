#pragma once

#include <sys/types.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wutong::inventory {

/// A program with its arguments and a plain environment, laid out before a fork: after one, memory
/// must not be allocated, because another thread may have held the allocator's lock.
class ServerCommand {
 public:
  ServerCommand(const std::string& program, const std::vector<std::string>& arguments);
  ServerCommand(const ServerCommand&) = delete;
  ServerCommand& operator=(const ServerCommand&) = delete;

  /// Becomes the program; returns only when that fails. Safe after a fork.
  void execute() const noexcept;

 private:
  std::vector<std::string> words_;
  std::vector<std::string> environment_;
  std::vector<char*> word_pointers_;
  std::vector<char*> environment_pointers_;
};

/// What a child of ours keeps of the process it was forked from: nothing else.
struct InheritedFiles {
  static constexpr std::size_t most_kept = 3;

  int working_folder;
  int input;
  int output;
  int errors;
  /// Other descriptors that stay open; -1 where there is none.
  std::array<int, most_kept> kept = {-1, -1, -1};
};

/// Called in a child right after the fork: gives it its standard streams and its folder, default
/// signals and an umask of 077, and closes everything else: someone may be waiting for the end of a
/// pipe that the caller writes to. Safe after a fork. Ends the process when it cannot.
void leave_the_caller(const InheritedFiles& files) noexcept;

/// Holds back all signals of this thread, so that no handler of the caller's runs in a new child.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

 private:
  sigset_t before_;
};

/// Waits for the end of a child of ours; returns its wait status, or -1 when someone else took it.
int wait_for_child(pid_t child) noexcept;

/// The path of an installed program of the database server. Throws DatabaseUnavailable, which says
/// what to install.
std::string find_server_program(std::string_view name);

}  // namespace wutong::inventory
