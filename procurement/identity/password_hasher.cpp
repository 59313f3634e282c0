#include "procurement/identity/password_hasher.h"

#include <sodium.h>

#include <array>
#include <condition_variable>
#include <mutex>
#include <new>
#include <stdexcept>

#include "procurement/refusal/refusal.h"

namespace wutong::procurement {

struct PasswordHasher::State {
  std::mutex mutex;
  std::condition_variable freed;
  unsigned running = 0;
  unsigned waiting = 0;
  std::once_flag nobody_made;
  std::string nobody;  ///< a hash that no password is known for
};

/// Held while a computation runs; waits for it, or refuses when too many wait already.
class PasswordHasher::Turn {
 public:
  Turn(State& state, const PasswordCost& cost) : state_(state) {
    std::unique_lock lock(state_.mutex);
    if (state_.running >= cost.at_once) {
      if (state_.waiting >= cost.waiting) throw Refused(Refusal::sign_in_busy);
      ++state_.waiting;
      state_.freed.wait(lock, [&] { return state_.running < cost.at_once; });
      --state_.waiting;
    }
    ++state_.running;
  }
  ~Turn() {
    {
      const std::lock_guard lock(state_.mutex);
      --state_.running;
    }
    state_.freed.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  State& state_;
};

PasswordHasher::PasswordHasher(PasswordCost cost) : cost_(cost), state_(std::make_unique<State>()) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be started");
}

PasswordHasher::~PasswordHasher() = default;

std::string PasswordHasher::hash(std::string_view password) {
  const Turn turn(*state_, cost_);
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str(text.data(), password.data(), password.size(), cost_.passes,
                        cost_.memory_bytes) != 0) {
    throw std::bad_alloc();  // the only way in which it fails
  }
  return text.data();
}

bool PasswordHasher::matches(const std::string& hash, std::string_view password) {
  const Turn turn(*state_, cost_);
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool PasswordHasher::matches_nobody(std::string_view password) {
  std::call_once(state_->nobody_made, [&] {
    std::array<char, 32> secret{};
    randombytes_buf(secret.data(), secret.size());
    state_->nobody = hash({secret.data(), secret.size()});
  });
  (void)matches(state_->nobody, password);
  return false;
}

bool PasswordHasher::is_outdated(const std::string& hash) const {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory_bytes) != 0;
}

}  // namespace wutong::procurement
