#include "reporting/cycle_results/result_file.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <optional>
#include <string>
#include <system_error>

namespace wutong::reporting {

namespace {

/// One a process: two that write the same results at once must not write into one file.
std::filesystem::path unfinished_name(const std::filesystem::path& path) {
  return path.parent_path() /
         ("." + path.filename().string() + "." + std::to_string(::getpid()) + ".unfinished");
}

/// The process that an unfinished file is of; nothing when the name is of another kind.
std::optional<pid_t> writer_of(const std::string& name) {
  const std::string_view ending = ".unfinished";
  if (!name.starts_with('.') || !name.ends_with(ending)) return std::nullopt;
  const std::string rest = name.substr(0, name.size() - ending.size());
  const std::size_t dot = rest.rfind('.');
  pid_t pid = 0;
  const char* end = rest.data() + rest.size();
  const auto [stop, error] = std::from_chars(rest.data() + dot + 1, end, pid);
  return error == std::errc{} && stop == end && pid > 0 ? std::optional(pid) : std::nullopt;
}

/// Runs a step of the writing; what fails names the file.
template <typename Step>
void naming(const std::filesystem::path& path, const Step& step) {
  try {
    step();
  } catch (const CsvNotWritten& error) {
    throw CsvNotWritten(path.string() + " could not be written: " + error.what());
  }
}

}  // namespace

void remove_leftovers(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::optional<pid_t> writer = writer_of(entry.path().filename().string());
    const bool is_gone = writer && ::kill(*writer, 0) != 0 && errno == ESRCH;
    std::error_code ignored;
    if (is_gone) std::filesystem::remove(entry.path(), ignored);
  }
}

ResultFile::ResultFile(const std::filesystem::path& folder, std::string_view name,
                       std::span<const std::string_view> columns)
    : path_(folder / name),
      unfinished_(unfinished_name(path_)),
      stream_(unfinished_, std::ios::binary | std::ios::trunc),
      writer_(stream_) {
  naming(path_, [&] { writer_.row(columns); });
}

ResultFile::~ResultFile() {
  std::error_code ignored;
  std::filesystem::remove(unfinished_, ignored);  // gone already when finish() had its way
}

void ResultFile::row(std::span<const std::string_view> cells) {
  naming(path_, [&] { writer_.row(cells); });
  ++rows_;
}

std::int64_t ResultFile::finish() {
  naming(path_, [&] {
    writer_.finish();
    stream_.close();
    if (!stream_) throw CsvNotWritten("closing it failed");
  });
  std::filesystem::rename(unfinished_, path_);
  return rows_;
}

void write_whole_file(const std::filesystem::path& path, std::string_view content) {
  const std::filesystem::path unfinished = unfinished_name(path);
  std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  if (!stream) throw CsvNotWritten(path.string() + " could not be written");
  std::filesystem::rename(unfinished, path);
}

}  // namespace wutong::reporting
