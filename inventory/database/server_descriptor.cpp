#include "inventory/database/server_descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "inventory/database/error.h"

namespace wutong::inventory {
namespace {

constexpr int first_after_standard_streams = 3;

int above_standard_streams(int fd) {
  if (fd < 0 || fd >= first_after_standard_streams) return fd;
  const int moved = fcntl(fd, F_DUPFD_CLOEXEC, first_after_standard_streams);
  close(fd);
  return moved;
}

}  // namespace

OwnedDescriptor::OwnedDescriptor(int fd) : fd_(above_standard_streams(fd)) {}

OwnedDescriptor::~OwnedDescriptor() {
  if (fd_ >= 0) close(fd_);
}

void throw_system_fault(const std::string& doing) {
  const std::string reason = std::generic_category().message(errno);
  throw DatabaseUnavailable("cannot " + doing + ": " + reason);
}

}  // namespace wutong::inventory
