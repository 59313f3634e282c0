#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace wutong::procurement {

/// What one Argon2id computation costs, and how many may run or wait.
struct PasswordCost {
  unsigned passes = 2;
  std::size_t memory_bytes = std::size_t{64} << 20;  ///< 0.17 s a password on a core, measured
  unsigned at_once = 2;                              ///< computations that run at the same moment
  unsigned waiting = 32;  ///< callers that may wait for their turn; beyond: sign_in_busy
};

/// Argon2id (RFC 9106) by libsodium, in the string form that carries its own salt and cost. However
/// many people sign in at once, memory and cores stay bounded. Safe for many threads.
class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost = {});
  ~PasswordHasher();
  PasswordHasher(const PasswordHasher&) = delete;
  PasswordHasher& operator=(const PasswordHasher&) = delete;

  std::string hash(std::string_view password);
  bool matches(const std::string& hash, std::string_view password);
  /// As much work as matches(), always false: who is not known must not be told apart by the time.
  bool matches_nobody(std::string_view password);
  /// The hash was made at another cost than is asked for now.
  bool is_outdated(const std::string& hash) const;

 private:
  class Turn;
  struct State;
  const PasswordCost cost_;
  std::unique_ptr<State> state_;
};

}  // namespace wutong::procurement
