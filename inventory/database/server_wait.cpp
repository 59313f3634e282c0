#include "inventory/database/server_wait.h"

#include <chrono>
#include <thread>

#include "inventory/database/error.h"

namespace wutong::inventory {

void wait_until(const std::function<bool()>& condition, const std::string& what) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds look_every{10};
  constexpr std::chrono::minutes longest{5};
  const Clock::time_point begin = Clock::now();
  while (!condition()) {
    if (Clock::now() - begin > longest) {
      throw DatabaseUnavailable("waited five minutes in vain for " + what);
    }
    std::this_thread::sleep_for(look_every);
  }
}

}  // namespace wutong::inventory
