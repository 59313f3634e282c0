#include "inventory/key_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace wutong::inventory {

namespace {

/// An open file, closed at the end.
class File {
 public:
  File(const std::filesystem::path& path, int flags) : number_(::open(path.c_str(), flags, 0600)) {}
  ~File() {
    if (number_ >= 0) ::close(number_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

/// The file appears whole or not at all: written under another name, synced, then linked.
void make_key_file(const std::filesystem::path& file) {
  KeyBytes key{};
  randombytes_buf(key.data(), key.size());
  auto fresh = file;
  fresh += "." + std::to_string(randombytes_random());
  {
    const File made(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    if (made.number() < 0 ||
        ::write(made.number(), key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
        ::fsync(made.number()) != 0) {
      const int reason = errno;
      ::unlink(fresh.c_str());
      throw std::system_error(reason, std::generic_category(), fresh.string());
    }
  }
  const bool linked = ::link(fresh.c_str(), file.c_str()) == 0 || errno == EEXIST;
  const int reason = errno;
  ::unlink(fresh.c_str());
  if (!linked) throw std::system_error(reason, std::generic_category(), file.string());
}

}  // namespace

KeyBytes key_of_file(const std::filesystem::path& file, const std::string& what) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be started");
  if (!std::filesystem::exists(file)) make_key_file(file);
  const File opened(file, O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (opened.number() < 0 || ::fstat(opened.number(), &status) != 0) {
    throw std::system_error(errno, std::generic_category(), file.string());
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw std::runtime_error(file.string() + " can be read by others: chmod 600 it");
  }
  KeyBytes key{};
  if (status.st_size != static_cast<off_t>(key.size()) ||
      ::read(opened.number(), key.data(), key.size()) != static_cast<ssize_t>(key.size())) {
    throw std::runtime_error(file.string() + " is not a " + what);
  }
  return key;
}

}  // namespace wutong::inventory
