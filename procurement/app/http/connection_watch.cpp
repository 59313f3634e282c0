#include "procurement/app/http/connection_watch.h"

#include <sys/socket.h>

#include <algorithm>
#include <cassert>

namespace wutong::app {

using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds look_again{250};
thread_local ConnectionWatch::Watched* watched_here = nullptr;

}  // namespace

ConnectionWatch::Watched::Watched(ConnectionWatch& watch, int socket)
    : watch_(watch), socket_(socket), deadline_(Clock::time_point::max()) {
  const std::lock_guard lock(watch_.mutex_);
  position_ = watch_.live_.insert(watch_.live_.end(), this);
  watched_here = this;
}

ConnectionWatch::Watched::~Watched() {
  watched_here = nullptr;
  const std::lock_guard lock(watch_.mutex_);
  watch_.live_.erase(position_);
}

void ConnectionWatch::Watched::allow(std::chrono::seconds time) {
  deadline_ = Clock::now() + time;
}

void ConnectionWatch::Watched::allow_any() {
  deadline_ = Clock::time_point::max();
}

ConnectionWatch::Watched& ConnectionWatch::Watched::current() {
  assert(watched_here != nullptr);
  return *watched_here;
}

ConnectionWatch::ConnectionWatch() : watcher_([this] { watch(); }) {}

ConnectionWatch::~ConnectionWatch() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  ended_.notify_all();
  watcher_.join();
}

int ConnectionWatch::live() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(live_.size());
}

void ConnectionWatch::end_within(std::chrono::seconds time) {
  const std::lock_guard lock(mutex_);
  const Clock::time_point last = Clock::now() + time;
  for (Watched* watched : live_) watched->deadline_ = std::min(watched->deadline_.load(), last);
}

void ConnectionWatch::watch() {
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, look_again, [this] { return is_ending_; })) {
    const Clock::time_point now = Clock::now();
    for (Watched* watched : live_) {
      // The thread of the connection finds its socket ended and closes it; ours it is not to close.
      if (watched->deadline_.load() < now) ::shutdown(watched->socket_, SHUT_RDWR);
    }
  }
}

}  // namespace wutong::app
