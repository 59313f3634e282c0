#include "reporting/cycle_results/result_file.h"

#include <unistd.h>

#include <string>
#include <system_error>

namespace wutong::reporting {

namespace {

/// One a process: two that write the same results at once must not write into one file.
std::filesystem::path unfinished_name(const std::filesystem::path& path) {
  return path.parent_path() /
         ("." + path.filename().string() + "." + std::to_string(::getpid()) + ".unfinished");
}

}  // namespace

ResultFile::ResultFile(const std::filesystem::path& folder, std::string_view name,
                       std::initializer_list<std::string_view> columns)
    : path_(folder / name),
      unfinished_(unfinished_name(path_)),
      stream_(unfinished_, std::ios::binary | std::ios::trunc),
      writer_(stream_) {
  writer_.row(columns);
}

ResultFile::~ResultFile() {
  std::error_code ignored;
  std::filesystem::remove(unfinished_, ignored);  // gone already when finish() had its way
}

void ResultFile::row(std::initializer_list<std::string_view> cells) {
  writer_.row(cells);
  ++rows_;
}

std::int64_t ResultFile::finish() {
  writer_.finish();
  stream_.close();
  if (!stream_) throw CsvNotWritten("closing " + path_.string() + " failed");
  std::filesystem::rename(unfinished_, path_);
  return rows_;
}

void write_whole_file(const std::filesystem::path& path, std::string_view content) {
  const std::filesystem::path unfinished = unfinished_name(path);
  std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  if (!stream) throw CsvNotWritten("writing " + path.string() + " failed");
  std::filesystem::rename(unfinished, path);
}

}  // namespace wutong::reporting
