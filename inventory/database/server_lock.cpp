#include "inventory/database/server_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

namespace wutong::inventory {
namespace {

bool try_flock(int fd, int operation) {
  if (flock(fd, operation | LOCK_NB) == 0) return true;
  if (errno == EWOULDBLOCK || errno == EINTR) return false;
  throw_system_fault("lock the database folder");
}

}  // namespace

ServerLock::ServerLock(const ServerFolder& folder, const char* name)
    : file_(folder.open(name, O_RDWR | O_CREAT)) {}

bool ServerLock::try_shared() {
  return try_flock(file_.get(), LOCK_SH);
}
bool ServerLock::try_exclusive() {
  return try_flock(file_.get(), LOCK_EX);
}
void ServerLock::unlock() {
  flock(file_.get(), LOCK_UN);
}

}  // namespace wutong::inventory
