#pragma once

#include <string>
#include <utility>

namespace wutong::inventory {

/// Owns one open file. Never 0, 1 or 2, even when the caller was started with those closed:
/// children of ours put their own standard streams there.
class OwnedDescriptor {
 public:
  OwnedDescriptor() = default;
  explicit OwnedDescriptor(int fd);
  OwnedDescriptor(OwnedDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~OwnedDescriptor();

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

/// Throws DatabaseUnavailable: "cannot <doing>: <what errno says>".
[[noreturn]] void throw_system_fault(const std::string& doing);

}  // namespace wutong::inventory
