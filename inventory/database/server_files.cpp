#include "inventory/database/server_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "inventory/database/error.h"
#include "inventory/database/server_log.h"
#include "inventory/database/server_process.h"
#include "inventory/database/server_settings.h"

namespace wutong::inventory {
namespace {

namespace fs = std::filesystem;

void write_settings(const ServerFolder& folder) {
  const std::string_view settings = server_settings();
  const OwnedDescriptor file = folder.open("my.cnf.new", O_WRONLY | O_CREAT | O_TRUNC);
  const ssize_t written = write(file.get(), settings.data(), settings.size());
  const bool complete = written == static_cast<ssize_t>(settings.size());
  const int inside = folder.descriptor();
  if (!complete || renameat(inside, "my.cnf.new", inside, "my.cnf") != 0) {
    throw_system_fault("write my.cnf in " + folder.path().string());
  }
}

/// The folder of this name, empty, whatever an earlier start left there.
void make_empty_folder(const ServerFolder& folder, const char* name) {
  std::error_code error;
  fs::remove_all(folder.entry(name), error);
  if (mkdirat(folder.descriptor(), name, S_IRWXU) != 0) {
    throw_system_fault("make the folder " + (folder.path() / name).string());
  }
}

std::vector<std::string> install_arguments() {
  std::vector<std::string> arguments = {
      "--defaults-file=./my.cnf", "--datadir=./installing",
      "--auth-root-authentication-method=normal", "--skip-test-db",
      // No look-up of the machine's name: nobody will connect by name.
      "--force",
      // Hundreds of small syncs cost seconds on a busy machine; everything is synced once, below.
      "--loose-debug-no-sync", "--loose-innodb-flush-method=nosync",
      "--loose-innodb-doublewrite=OFF", "--innodb-flush-log-at-trx-commit=0"};
  // In this spelling the script hands it to the server but does not itself change the owner of
  // files of the system's own database server.
  if (geteuid() == 0) arguments.emplace_back("-uroot");
  return arguments;
}

void run_installer(const ServerFolder& folder, const ServerLock& server_lock) {
  const ServerCommand installer(find_server_program("mariadb-install-db"), install_arguments());
  const OwnedDescriptor nothing(open("/dev/null", O_RDWR | O_CLOEXEC));
  const OwnedDescriptor log = open_server_log(folder);
  const int lock = server_lock.descriptor();
  const HeldSignals held;
  const pid_t child = fork();
  if (child < 0) throw_system_fault("start the installer of the database");
  if (child == 0) {
    leave_the_caller({.working_folder = folder.descriptor(),
                      .input = nothing.get(),
                      // Advice for people who install a server of the system's.
                      .output = nothing.get(),
                      .errors = log.get(),
                      .kept = {lock, -1, -1}});
    // Installing may outlive us: whoever comes next must wait for the end of it.
    fcntl(lock, F_SETFD, 0);
    installer.execute();
    _exit(EXIT_FAILURE);
  }
  wait_for_child(child);
}

/// Renaming is what makes the files count, so they must be on the disk before, and the name after.
void put_in_place(const ServerFolder& folder) {
  const int inside = folder.descriptor();
  if (syncfs(inside) != 0 || renameat(inside, "installing", inside, "data") != 0 ||
      fsync(inside) != 0) {
    throw_system_fault("finish the installation in " + folder.path().string());
  }
}

void install(const ServerFolder& folder, const ServerLock& server_lock) {
  const ServerLogMark before = mark_server_log(folder);
  make_empty_folder(folder, "installing");
  run_installer(folder, server_lock);
  // The installer writes this file last. Its exit status may have been taken by someone else.
  if (!folder.has("installing/mysql_upgrade_info")) {
    throw DatabaseUnavailable("the database could not be installed in " + folder.path().string() +
                              server_log_since(folder, before));
  }
  put_in_place(folder);
}

}  // namespace

void prepare_server_files(const ServerFolder& folder, const ServerLock& server_lock) {
  write_settings(folder);
  make_empty_folder(folder, "tmp");
  if (!folder.has("data")) install(folder, server_lock);
}

}  // namespace wutong::inventory
