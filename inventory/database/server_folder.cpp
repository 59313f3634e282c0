#include "inventory/database/server_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <system_error>

#include "inventory/database/error.h"

namespace wutong::inventory {
namespace {

namespace fs = std::filesystem;

constexpr mode_t owner_only_folder = 0700;
constexpr mode_t owner_only_file = 0600;
constexpr mode_t permission_bits = 07777;

void make_private_folder(const fs::path& path) {
  if (mkdir(path.c_str(), owner_only_folder) != 0 && errno != EEXIST) {
    throw_system_fault("make the folder " + path.string());
  }
}

fs::path absolute_path(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  if (error) throw DatabaseUnavailable("cannot use the data folder \"" + path.string() + "\"");
  // "data/" and "data" are one folder, and mkdir() wants the latter.
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

fs::path made_database_folder(const fs::path& data_folder) {
  // The server keeps paths of its files in 512 bytes, and fails on longer ones without saying so.
  constexpr std::size_t longest_path = 400;
  const fs::path data = absolute_path(data_folder);
  if (data.native().size() > longest_path) {
    throw DatabaseUnavailable("the path of the data folder is too long: it may have " +
                              std::to_string(longest_path) + " bytes: " + data.string());
  }
  std::error_code error;
  fs::create_directories(data.parent_path(), error);
  if (error) {
    throw DatabaseUnavailable("cannot make the folder " + data.parent_path().string() + ": " +
                              error.message());
  }
  make_private_folder(data);
  make_private_folder(data / "database");
  return data / "database";
}

/// Opened first and checked afterwards, so that what was checked is what is used.
OwnedDescriptor open_own_folder(const fs::path& path) {
  OwnedDescriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat status = {};
  if (!folder || fstat(folder.get(), &status) != 0) {
    throw_system_fault("open the folder " + path.string());
  }
  if (status.st_uid != geteuid()) {
    throw DatabaseUnavailable("the folder " + path.string() +
                              " belongs to another user: run the command as its owner");
  }
  if ((status.st_mode & permission_bits) != owner_only_folder &&
      fchmod(folder.get(), owner_only_folder) != 0) {
    throw_system_fault("close the folder " + path.string() + " to other users");
  }
  return folder;
}

fs::path path_through(int descriptor) {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

/// A socket's address holds 107 characters. A deeper socket is reached through the open folder.
std::string connectable_path(const fs::path& folder, int descriptor) {
  std::string plain = folder / "socket";
  if (plain.size() < sizeof(sockaddr_un::sun_path)) return plain;
  return path_through(descriptor) / "socket";
}

}  // namespace

ServerFolder::ServerFolder(const fs::path& data_folder)
    : path_(made_database_folder(data_folder)),
      folder_(open_own_folder(path_)),
      socket_path_(connectable_path(path_, folder_.get())) {}

fs::path ServerFolder::entry(const char* name) const {
  return path_through(descriptor()) / name;
}

bool ServerFolder::has(const char* name) const {
  return faccessat(folder_.get(), name, F_OK, 0) == 0;
}

OwnedDescriptor ServerFolder::open(const char* name, int flags) const {
  OwnedDescriptor file(openat(folder_.get(), name, flags | O_CLOEXEC, owner_only_file));
  if (!file) throw_system_fault("open " + (path_ / name).string());
  return file;
}

}  // namespace wutong::inventory
