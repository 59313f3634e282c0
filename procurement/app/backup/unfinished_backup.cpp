#include "procurement/app/backup/unfinished_backup.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "procurement/refusal/refusal.h"

namespace wutong::app {

using inventory::OwnedDescriptor;
using procurement::Refusal;
using procurement::Refused;
namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse_output(const fs::path& path, int error) {
  throw Refused(Refusal::output_not_writable,
                {path.string(), std::generic_category().message(error)});
}

fs::path without_final_slash(const fs::path& target) {
  return target.filename().empty() ? target.parent_path() : target;
}

void require_free(const fs::path& target) {
  std::error_code error;
  const auto status = fs::symlink_status(target, error);
  if (!fs::exists(status)) return;
  if (fs::is_directory(status) && fs::is_empty(target, error) && !error) return;
  throw Refused(Refusal::backup_target_taken, {target.string()});
}

bool is_still(const fs::path& path, int descriptor) {
  struct stat named {};
  struct stat open {};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor, &open) == 0 &&
         named.st_ino == open.st_ino && named.st_dev == open.st_dev;
}

OwnedDescriptor locked_folder(const fs::path& path, const fs::path& target) {
  if (::mkdir(path.c_str(), S_IRWXU) != 0 && errno != EEXIST) refuse_output(target, errno);
  OwnedDescriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!folder) refuse_output(path, errno);
  if (::flock(folder.get(), LOCK_EX | LOCK_NB) != 0 || !is_still(path, folder.get())) {
    throw Refused(Refusal::backup_under_way, {target.string()});
  }
  return folder;
}

void clear(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) fs::remove_all(entry, error);
  if (!error && !fs::is_empty(folder, error)) error = std::make_error_code(std::errc::file_exists);
  if (error) refuse_output(folder, error.value());
}

}  // namespace

void write_to_disk(const fs::path& path) {
  const OwnedDescriptor open(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!open || ::fsync(open.get()) != 0) refuse_output(path, errno);
}

UnfinishedBackup::UnfinishedBackup(const fs::path& target)
    : target_(without_final_slash(fs::absolute(target))), path_(target_.string() + ".partial") {
  require_free(target_);
  lock_ = locked_folder(path_, target_);
  clear(path_);
  if (::fchmod(lock_.get(), S_IRWXU) != 0) refuse_output(path_, errno);
}

UnfinishedBackup::~UnfinishedBackup() {
  std::error_code ignored;
  if (!is_finished_) fs::remove_all(path_, ignored);
}

void UnfinishedBackup::finish() {
  for (const auto& entry : fs::recursive_directory_iterator(path_)) write_to_disk(entry.path());
  write_to_disk(path_);
  // A folder takes the place of nothing, or of an empty folder, and of nothing else.
  if (::rename(path_.c_str(), target_.c_str()) != 0) {
    if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR) {
      throw Refused(Refusal::backup_target_taken, {target_.string()});
    }
    refuse_output(target_, errno);
  }
  is_finished_ = true;
  write_to_disk(target_.parent_path());
}

}  // namespace wutong::app
