#include "procurement/app/command_line/table_output.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include "procurement/refusal/refusal.h"

namespace wutong::app {
namespace {

/// Goes when it was not renamed.
class Unfinished {
 public:
  explicit Unfinished(const std::filesystem::path& file)
      : path_(file.parent_path() /
              ("." + file.filename().string() + "." + std::to_string(::getpid()) + ".unfinished")) {
  }
  ~Unfinished() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

[[noreturn]] void refuse(const std::filesystem::path& file, int error) {
  throw procurement::Refused(
      procurement::Refusal::output_not_writable,
      {file.string(), std::generic_category().message(error == 0 ? EIO : error)});
}

void write_directly(const std::filesystem::path& name, const std::filesystem::path& file,
                    const std::function<void(std::ostream&)>& write) {
  errno = 0;
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  if (!stream) refuse(name, errno);
  write(stream);
  stream.close();
  if (!stream) refuse(name, errno);
}

}  // namespace

reporting::SheetFormat format_by_name(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  });
  return ending == ".xlsx" ? reporting::SheetFormat::xlsx : reporting::SheetFormat::csv;
}

void write_output(const std::filesystem::path& file,
                  const std::function<void(std::ostream&)>& write) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    write_directly(file, file, write);
    return;
  }
  // Through a link, the file it leads to is replaced.
  const auto target = std::filesystem::exists(status) ? std::filesystem::canonical(file) : file;
  const Unfinished unfinished(target);
  write_directly(file, unfinished.path(), write);
  std::filesystem::rename(unfinished.path(), target, error);
  if (error) refuse(file, error.value());
}

}  // namespace wutong::app
