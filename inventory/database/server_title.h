#pragma once

#include <cstddef>

namespace wutong::inventory {

/// The memory from which the kernel tells others this process's command line (`ps`, `pgrep -f`).
class ProcessTitle {
 public:
  /// Looks it up; an empty one, which replaces nothing, where the kernel does not say.
  static ProcessTitle of_this_process();

  /// Overwrites the command line, in this process alone. Safe after a fork.
  void replace(const char* title) const noexcept;

 private:
  char* begin_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace wutong::inventory
